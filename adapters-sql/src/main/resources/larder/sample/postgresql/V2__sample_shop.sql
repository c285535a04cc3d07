-- As many rows as dellstore2 has, the same on every machine. What is there already stays as it is.
INSERT INTO customers (customerid, firstname, lastname, address1, city, state, zip, country, region, email, phone,
                       creditcardtype, creditcard, creditcardexpiration, username, password, age, income, gender)
SELECT n, 'First' || n, 'Last' || n, n || ' Main Street', 'City' || n % 500, 'ST', 10000 + n, 'US', 1,
       'customer' || n || '@example.com', '555' || n, 1 + n % 5, 'none', '2012/03', 'user' || n, 'none',
       18 + n % 60, 20000 + n % 5 * 20000, CASE n % 2 WHEN 0 THEN 'F' ELSE 'M' END
FROM generate_series(1, 20000) AS n
ON CONFLICT (customerid) DO NOTHING;

INSERT INTO orders (orderid, orderdate, customerid, netamount, tax, totalamount)
SELECT n, DATE '2009-01-01' + n % 365, 1 + n * 7919 % 20000, net, tax, net + tax
FROM generate_series(1, 12000) AS n
CROSS JOIN LATERAL (SELECT CAST(n * 37 % 40000 AS NUMERIC(12, 2)) / 100 AS net, CAST(n * 3 % 3300 AS NUMERIC(12, 2)) / 100 AS tax) AS amounts
ON CONFLICT (orderid) DO NOTHING;

INSERT INTO products (prod_id, category, title, actor, price, special, common_prod_id, stock)
SELECT n, 1 + n % 16, 'ACADEMY TITLE ' || n, 'ACTOR ' || n * 7 % 1000, 9.99 + n % 20, n % 2, 1 + n * 13 % 10000, n * 11 % 500
FROM generate_series(1, 10000) AS n
ON CONFLICT (prod_id) DO NOTHING;

-- What is added next gets the next number.
SELECT setval(pg_get_serial_sequence('customers', 'customerid'), (SELECT max(customerid) FROM customers));
SELECT setval(pg_get_serial_sequence('orders', 'orderid'), (SELECT max(orderid) FROM orders));
SELECT setval(pg_get_serial_sequence('products', 'prod_id'), (SELECT max(prod_id) FROM products));
