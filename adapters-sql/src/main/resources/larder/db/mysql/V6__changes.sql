-- A row's version rises with every change of what is cached of it, whoever makes it.
ALTER TABLE departments ADD COLUMN version BIGINT DEFAULT 1 NOT NULL INVISIBLE;
ALTER TABLE employees ADD COLUMN version BIGINT DEFAULT 1 NOT NULL INVISIBLE;
ALTER TABLE orders ADD COLUMN version BIGINT DEFAULT 1 NOT NULL INVISIBLE;

-- What was changed and not yet taken. Without a row_id it is the whole table; a part is what the row belongs to, before and
-- after; changed_at is in microseconds since 1970.
CREATE TABLE cache_change (
    id BIGINT NOT NULL AUTO_INCREMENT,
    table_name VARCHAR(64) NOT NULL,
    row_id VARCHAR(64),
    row_version BIGINT,
    part_before VARCHAR(64),
    part_after VARCHAR(64),
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Changed now and then, only to see whether that is recorded.
CREATE TABLE cache_heartbeat (
    id INT NOT NULL,
    beaten_at BIGINT NOT NULL,
    version BIGINT DEFAULT 1 NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO cache_heartbeat (id, beaten_at) VALUES (1, 0);

-- No trigger sees TRUNCATE, but a table that another refers to cannot be truncated, be the other empty. Departments have
-- employees.
CREATE TABLE cache_guard (
    id INT NOT NULL,
    users_id INT,
    employees_id INT,
    orders_orderid INT,
    products_prod_id INT,
    PRIMARY KEY (id),
    CONSTRAINT users_cannot_be_truncated FOREIGN KEY (users_id) REFERENCES users (id),
    CONSTRAINT employees_cannot_be_truncated FOREIGN KEY (employees_id) REFERENCES employees (id),
    CONSTRAINT orders_cannot_be_truncated FOREIGN KEY (orders_orderid) REFERENCES orders (orderid),
    CONSTRAINT products_cannot_be_truncated FOREIGN KEY (products_prod_id) REFERENCES products (prod_id),
    CONSTRAINT cache_guard_stays_empty CHECK (id <> id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

DELIMITER //

-- Triggers see single rows. From the 1,001st of a statement on (all rows of one have the same NOW) there is one record for the
-- whole table. It must be there when this transaction ends: so it is looked for each time, and kept from whoever takes.
CREATE PROCEDURE larder_record_change(
    of_table VARCHAR(64), of_row BIGINT, of_version BIGINT, old_part BIGINT, new_part BIGINT)
BEGIN
    IF @larder_statement <=> CONCAT(of_table, NOW(6)) THEN
        SET @larder_rows = @larder_rows + 1;
    ELSE
        SET @larder_statement = CONCAT(of_table, NOW(6)), @larder_rows = 1, @larder_whole = NULL;
    END IF;
    IF @larder_rows <= 1000 THEN
        INSERT INTO cache_change (table_name, row_id, row_version, part_before, part_after, changed_at)
        VALUES (of_table, of_row, of_version, old_part, new_part, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)));
    ELSEIF @larder_whole IS NULL
        OR NOT EXISTS (SELECT 1 FROM cache_change WHERE id = @larder_whole AND table_name = of_table FOR UPDATE) THEN
        INSERT INTO cache_change (table_name, changed_at)
        VALUES (of_table, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)));
        SET @larder_whole = LAST_INSERT_ID();
    END IF;
END//

CREATE TRIGGER larder_users_insert AFTER INSERT ON users FOR EACH ROW
    CALL larder_record_change('users', NEW.id, NEW.version, NULL, NULL)//

CREATE TRIGGER larder_users_delete AFTER DELETE ON users FOR EACH ROW
    CALL larder_record_change('users', OLD.id, OLD.version, NULL, NULL)//

CREATE TRIGGER larder_users_version BEFORE UPDATE ON users FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.email <=> NEW.email) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_users_update AFTER UPDATE ON users FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('users', OLD.id, OLD.version, NULL, NULL);
        CALL larder_record_change('users', NEW.id, NEW.version, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.email <=> NEW.email) THEN
        CALL larder_record_change('users', NEW.id, NEW.version, NULL, NULL);
    END IF//

CREATE TRIGGER larder_departments_insert AFTER INSERT ON departments FOR EACH ROW
    CALL larder_record_change('departments', NEW.id, NEW.version, NULL, NULL)//

CREATE TRIGGER larder_departments_delete AFTER DELETE ON departments FOR EACH ROW
    CALL larder_record_change('departments', OLD.id, OLD.version, NULL, NULL)//

CREATE TRIGGER larder_departments_version BEFORE UPDATE ON departments FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_departments_update AFTER UPDATE ON departments FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('departments', OLD.id, OLD.version, NULL, NULL);
        CALL larder_record_change('departments', NEW.id, NEW.version, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name) THEN
        CALL larder_record_change('departments', NEW.id, NEW.version, NULL, NULL);
    END IF//

CREATE TRIGGER larder_employees_insert AFTER INSERT ON employees FOR EACH ROW
    CALL larder_record_change('employees', NEW.id, NEW.version, NULL, NULL)//

CREATE TRIGGER larder_employees_delete AFTER DELETE ON employees FOR EACH ROW
    CALL larder_record_change('employees', OLD.id, OLD.version, NULL, NULL)//

CREATE TRIGGER larder_employees_version BEFORE UPDATE ON employees FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.job_title <=> NEW.job_title AND OLD.dept_id <=> NEW.dept_id) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_employees_update AFTER UPDATE ON employees FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('employees', OLD.id, OLD.version, NULL, NULL);
        CALL larder_record_change('employees', NEW.id, NEW.version, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.job_title <=> NEW.job_title AND OLD.dept_id <=> NEW.dept_id) THEN
        CALL larder_record_change('employees', NEW.id, NEW.version, NULL, NULL);
    END IF//

CREATE TRIGGER larder_orders_insert AFTER INSERT ON orders FOR EACH ROW
    CALL larder_record_change('orders', NEW.orderid, NEW.version, NULL, NEW.customerid)//

CREATE TRIGGER larder_orders_delete AFTER DELETE ON orders FOR EACH ROW
    CALL larder_record_change('orders', OLD.orderid, OLD.version, OLD.customerid, NULL)//

CREATE TRIGGER larder_orders_version BEFORE UPDATE ON orders FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.orderid <=> NEW.orderid AND OLD.orderdate <=> NEW.orderdate AND OLD.customerid <=> NEW.customerid
            AND OLD.netamount <=> NEW.netamount AND OLD.tax <=> NEW.tax AND OLD.totalamount <=> NEW.totalamount) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_orders_update AFTER UPDATE ON orders FOR EACH ROW
    IF OLD.orderid <> NEW.orderid THEN
        CALL larder_record_change('orders', OLD.orderid, OLD.version, OLD.customerid, NULL);
        CALL larder_record_change('orders', NEW.orderid, NEW.version, NULL, NEW.customerid);
    ELSEIF NOT (OLD.orderid <=> NEW.orderid AND OLD.orderdate <=> NEW.orderdate AND OLD.customerid <=> NEW.customerid
        AND OLD.netamount <=> NEW.netamount AND OLD.tax <=> NEW.tax AND OLD.totalamount <=> NEW.totalamount) THEN
        CALL larder_record_change('orders', NEW.orderid, NEW.version, OLD.customerid, NEW.customerid);
    END IF//

CREATE TRIGGER larder_products_insert AFTER INSERT ON products FOR EACH ROW
    CALL larder_record_change('products', NEW.prod_id, NEW.version, NULL, NULL)//

CREATE TRIGGER larder_products_delete AFTER DELETE ON products FOR EACH ROW
    CALL larder_record_change('products', OLD.prod_id, OLD.version, NULL, NULL)//

CREATE TRIGGER larder_products_version BEFORE UPDATE ON products FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.prod_id <=> NEW.prod_id AND OLD.title <=> NEW.title AND OLD.price <=> NEW.price AND OLD.stock <=> NEW.stock) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_products_update AFTER UPDATE ON products FOR EACH ROW
    IF OLD.prod_id <> NEW.prod_id THEN
        CALL larder_record_change('products', OLD.prod_id, OLD.version, NULL, NULL);
        CALL larder_record_change('products', NEW.prod_id, NEW.version, NULL, NULL);
    ELSEIF NOT (OLD.prod_id <=> NEW.prod_id AND OLD.title <=> NEW.title AND OLD.price <=> NEW.price AND OLD.stock <=> NEW.stock) THEN
        CALL larder_record_change('products', NEW.prod_id, NEW.version, NULL, NULL);
    END IF//

CREATE TRIGGER larder_cache_heartbeat_insert AFTER INSERT ON cache_heartbeat FOR EACH ROW
    CALL larder_record_change('cache_heartbeat', NEW.id, NEW.version, NULL, NULL)//

CREATE TRIGGER larder_cache_heartbeat_delete AFTER DELETE ON cache_heartbeat FOR EACH ROW
    CALL larder_record_change('cache_heartbeat', OLD.id, OLD.version, NULL, NULL)//

CREATE TRIGGER larder_cache_heartbeat_version BEFORE UPDATE ON cache_heartbeat FOR EACH ROW
    IF NEW.version <= OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.beaten_at <=> NEW.beaten_at) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

CREATE TRIGGER larder_cache_heartbeat_update AFTER UPDATE ON cache_heartbeat FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('cache_heartbeat', OLD.id, OLD.version, NULL, NULL);
        CALL larder_record_change('cache_heartbeat', NEW.id, NEW.version, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.beaten_at <=> NEW.beaten_at) THEN
        CALL larder_record_change('cache_heartbeat', NEW.id, NEW.version, NULL, NULL);
    END IF//

DELIMITER ;
