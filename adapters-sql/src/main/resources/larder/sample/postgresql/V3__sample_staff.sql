INSERT INTO departments (id, name)
VALUES (1, 'Finance'), (2, 'Human Resources'), (3, 'IT'), (4, 'Sales'), (5, 'Marketing')
ON CONFLICT (id) DO NOTHING;

INSERT INTO employees (id, name, job_title, dept_id)
VALUES (1, 'Alice Johnson', 'Accountant', 1),
       (2, 'Bob Smith', 'HR Manager', 2),
       (3, 'Charlie Brown', 'Software Engineer', 3),
       (4, 'Diana Evans', 'Sales Representative', 4),
       (5, 'Ethan Williams', 'Marketing Specialist', 5)
ON CONFLICT (id) DO NOTHING;

SELECT setval(pg_get_serial_sequence('departments', 'id'), (SELECT max(id) FROM departments));
SELECT setval(pg_get_serial_sequence('employees', 'id'), (SELECT max(id) FROM employees));
