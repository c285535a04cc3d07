-- As many rows as dellstore2 has, the same on every machine. What is there already stays as it is: the updates change nothing.
SET SESSION cte_max_recursion_depth = 100000;

INSERT INTO customers (customerid, firstname, lastname, address1, city, state, zip, country, region, email, phone,
                       creditcardtype, creditcard, creditcardexpiration, username, password, age, income, gender)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
SELECT n, CONCAT('First', n), CONCAT('Last', n), CONCAT(n, ' Main Street'), CONCAT('City', n % 500), 'ST', 10000 + n, 'US', 1,
       CONCAT('customer', n, '@example.com'), CONCAT('555', n), 1 + n % 5, 'none', '2012/03', CONCAT('user', n), 'none',
       18 + n % 60, 20000 + n % 5 * 20000, CASE n % 2 WHEN 0 THEN 'F' ELSE 'M' END
FROM numbers
ON DUPLICATE KEY UPDATE customerid = customers.customerid;

INSERT INTO orders (orderid, orderdate, customerid, netamount, tax, totalamount)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 12000)
SELECT n, DATE_ADD(DATE '2009-01-01', INTERVAL n % 365 DAY), 1 + n * 7919 % 20000,
       n * 37 % 40000 / 100, n * 3 % 3300 / 100, n * 37 % 40000 / 100 + n * 3 % 3300 / 100
FROM numbers
ON DUPLICATE KEY UPDATE orderid = orders.orderid;

INSERT INTO products (prod_id, category, title, actor, price, special, common_prod_id, stock)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000)
SELECT n, 1 + n % 16, CONCAT('ACADEMY TITLE ', n), CONCAT('ACTOR ', n * 7 % 1000), 9.99 + n % 20, n % 2, 1 + n * 13 % 10000, n * 11 % 500
FROM numbers
ON DUPLICATE KEY UPDATE prod_id = products.prod_id;
