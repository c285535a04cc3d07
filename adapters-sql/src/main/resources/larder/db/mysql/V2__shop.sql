-- The shapes of dellstore2, so that its rows load. Larder's own columns come last, have defaults and are invisible.
CREATE TABLE customers (
    customerid INT NOT NULL AUTO_INCREMENT,
    firstname VARCHAR(50) NOT NULL,
    lastname VARCHAR(50) NOT NULL,
    address1 VARCHAR(50) NOT NULL,
    address2 VARCHAR(50),
    city VARCHAR(50) NOT NULL,
    state VARCHAR(50),
    zip INT,
    country VARCHAR(50) NOT NULL,
    region SMALLINT NOT NULL,
    email VARCHAR(50),
    phone VARCHAR(50),
    creditcardtype INT NOT NULL,
    creditcard VARCHAR(50) NOT NULL,
    creditcardexpiration VARCHAR(50) NOT NULL,
    username VARCHAR(50) NOT NULL,
    password VARCHAR(50) NOT NULL,
    age SMALLINT,
    income INT,
    gender VARCHAR(1),
    PRIMARY KEY (customerid)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE orders (
    orderid INT NOT NULL AUTO_INCREMENT,
    orderdate DATE NOT NULL,
    customerid INT,
    netamount NUMERIC(12, 2) NOT NULL,
    tax NUMERIC(12, 2) NOT NULL,
    totalamount NUMERIC(12, 2) NOT NULL,
    PRIMARY KEY (orderid),
    CONSTRAINT orders_customer FOREIGN KEY (customerid) REFERENCES customers (customerid)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE INDEX orders_by_customer ON orders (customerid);

CREATE TABLE products (
    prod_id INT NOT NULL AUTO_INCREMENT,
    category INT NOT NULL,
    title VARCHAR(50) NOT NULL,
    actor VARCHAR(50) NOT NULL,
    price NUMERIC(12, 2) NOT NULL,
    special SMALLINT,
    common_prod_id INT NOT NULL,
    stock INT DEFAULT 0 NOT NULL INVISIBLE,
    views BIGINT DEFAULT 0 NOT NULL INVISIBLE,
    version BIGINT DEFAULT 1 NOT NULL INVISIBLE,
    PRIMARY KEY (prod_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;
