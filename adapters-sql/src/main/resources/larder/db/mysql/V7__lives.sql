-- A cached value is left alone by a change whose version it has already. So a version never falls while the row lives, not even
-- when only the version is changed; and a change tells a version only where the same row goes on: neither when it is gone nor
-- when a row gets another key, since a row that is inserted again begins anew.
DELIMITER //

DROP TRIGGER IF EXISTS larder_users_version//
CREATE TRIGGER larder_users_version BEFORE UPDATE ON users FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.email <=> NEW.email)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_users_delete//
CREATE TRIGGER larder_users_delete AFTER DELETE ON users FOR EACH ROW
    CALL larder_record_change('users', OLD.id, NULL, NULL, NULL)//

DROP TRIGGER IF EXISTS larder_users_update//
CREATE TRIGGER larder_users_update AFTER UPDATE ON users FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('users', OLD.id, NULL, NULL, NULL);
        CALL larder_record_change('users', NEW.id, NULL, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.email <=> NEW.email) THEN
        CALL larder_record_change('users', NEW.id, NEW.version, NULL, NULL);
    END IF//

DROP TRIGGER IF EXISTS larder_departments_version//
CREATE TRIGGER larder_departments_version BEFORE UPDATE ON departments FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_departments_delete//
CREATE TRIGGER larder_departments_delete AFTER DELETE ON departments FOR EACH ROW
    CALL larder_record_change('departments', OLD.id, NULL, NULL, NULL)//

DROP TRIGGER IF EXISTS larder_departments_update//
CREATE TRIGGER larder_departments_update AFTER UPDATE ON departments FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('departments', OLD.id, NULL, NULL, NULL);
        CALL larder_record_change('departments', NEW.id, NULL, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name) THEN
        CALL larder_record_change('departments', NEW.id, NEW.version, NULL, NULL);
    END IF//

DROP TRIGGER IF EXISTS larder_employees_version//
CREATE TRIGGER larder_employees_version BEFORE UPDATE ON employees FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.job_title <=> NEW.job_title AND OLD.dept_id <=> NEW.dept_id)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_employees_delete//
CREATE TRIGGER larder_employees_delete AFTER DELETE ON employees FOR EACH ROW
    CALL larder_record_change('employees', OLD.id, NULL, NULL, NULL)//

DROP TRIGGER IF EXISTS larder_employees_update//
CREATE TRIGGER larder_employees_update AFTER UPDATE ON employees FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('employees', OLD.id, NULL, NULL, NULL);
        CALL larder_record_change('employees', NEW.id, NULL, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.name <=> NEW.name AND OLD.job_title <=> NEW.job_title AND OLD.dept_id <=> NEW.dept_id) THEN
        CALL larder_record_change('employees', NEW.id, NEW.version, NULL, NULL);
    END IF//

DROP TRIGGER IF EXISTS larder_orders_version//
CREATE TRIGGER larder_orders_version BEFORE UPDATE ON orders FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.orderid <=> NEW.orderid AND OLD.orderdate <=> NEW.orderdate AND OLD.customerid <=> NEW.customerid
            AND OLD.netamount <=> NEW.netamount AND OLD.tax <=> NEW.tax AND OLD.totalamount <=> NEW.totalamount)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_orders_delete//
CREATE TRIGGER larder_orders_delete AFTER DELETE ON orders FOR EACH ROW
    CALL larder_record_change('orders', OLD.orderid, NULL, OLD.customerid, NULL)//

DROP TRIGGER IF EXISTS larder_orders_update//
CREATE TRIGGER larder_orders_update AFTER UPDATE ON orders FOR EACH ROW
    IF OLD.orderid <> NEW.orderid THEN
        CALL larder_record_change('orders', OLD.orderid, NULL, OLD.customerid, NULL);
        CALL larder_record_change('orders', NEW.orderid, NULL, NULL, NEW.customerid);
    ELSEIF NOT (OLD.orderid <=> NEW.orderid AND OLD.orderdate <=> NEW.orderdate AND OLD.customerid <=> NEW.customerid
            AND OLD.netamount <=> NEW.netamount AND OLD.tax <=> NEW.tax AND OLD.totalamount <=> NEW.totalamount) THEN
        CALL larder_record_change('orders', NEW.orderid, NEW.version, OLD.customerid, NEW.customerid);
    END IF//

DROP TRIGGER IF EXISTS larder_products_version//
CREATE TRIGGER larder_products_version BEFORE UPDATE ON products FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.prod_id <=> NEW.prod_id AND OLD.title <=> NEW.title AND OLD.price <=> NEW.price AND OLD.stock <=> NEW.stock)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_products_delete//
CREATE TRIGGER larder_products_delete AFTER DELETE ON products FOR EACH ROW
    CALL larder_record_change('products', OLD.prod_id, NULL, NULL, NULL)//

DROP TRIGGER IF EXISTS larder_products_update//
CREATE TRIGGER larder_products_update AFTER UPDATE ON products FOR EACH ROW
    IF OLD.prod_id <> NEW.prod_id THEN
        CALL larder_record_change('products', OLD.prod_id, NULL, NULL, NULL);
        CALL larder_record_change('products', NEW.prod_id, NULL, NULL, NULL);
    ELSEIF NOT (OLD.prod_id <=> NEW.prod_id AND OLD.title <=> NEW.title AND OLD.price <=> NEW.price AND OLD.stock <=> NEW.stock) THEN
        CALL larder_record_change('products', NEW.prod_id, NEW.version, NULL, NULL);
    END IF//

DROP TRIGGER IF EXISTS larder_cache_heartbeat_version//
CREATE TRIGGER larder_cache_heartbeat_version BEFORE UPDATE ON cache_heartbeat FOR EACH ROW
    IF NEW.version < OLD.version OR (NEW.version = OLD.version
        AND NOT (OLD.id <=> NEW.id AND OLD.beaten_at <=> NEW.beaten_at)) THEN
        SET NEW.version = OLD.version + 1;
    END IF//

DROP TRIGGER IF EXISTS larder_cache_heartbeat_delete//
CREATE TRIGGER larder_cache_heartbeat_delete AFTER DELETE ON cache_heartbeat FOR EACH ROW
    CALL larder_record_change('cache_heartbeat', OLD.id, NULL, NULL, NULL)//

DROP TRIGGER IF EXISTS larder_cache_heartbeat_update//
CREATE TRIGGER larder_cache_heartbeat_update AFTER UPDATE ON cache_heartbeat FOR EACH ROW
    IF OLD.id <> NEW.id THEN
        CALL larder_record_change('cache_heartbeat', OLD.id, NULL, NULL, NULL);
        CALL larder_record_change('cache_heartbeat', NEW.id, NULL, NULL, NULL);
    ELSEIF NOT (OLD.id <=> NEW.id AND OLD.beaten_at <=> NEW.beaten_at) THEN
        CALL larder_record_change('cache_heartbeat', NEW.id, NEW.version, NULL, NULL);
    END IF//

DELIMITER ;

-- What was recorded before, or changed while there was no trigger: whatever is cached of these tables goes.
INSERT INTO cache_change (table_name, changed_at)
SELECT list.name, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))
FROM (SELECT 'users' AS name UNION ALL SELECT 'departments' UNION ALL SELECT 'employees' UNION ALL SELECT 'orders'
    UNION ALL SELECT 'products') AS list;
