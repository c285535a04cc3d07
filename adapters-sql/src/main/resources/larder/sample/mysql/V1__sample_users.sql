-- The same users on every machine. Whoever is there already stays as he is: the update changes nothing.
SET SESSION cte_max_recursion_depth = 100000;

INSERT INTO users (id, name, email)
WITH RECURSIVE numbers (n) AS (
    SELECT 1
    UNION ALL
    SELECT n + 1 FROM numbers WHERE n < 100000
)
SELECT n,
       CASE n WHEN 101 THEN 'Arun' ELSE CONCAT('User ', n) END,
       CASE n WHEN 101 THEN 'arun@example.com' ELSE CONCAT('user', n, '@example.com') END
FROM numbers
ON DUPLICATE KEY UPDATE id = users.id;
