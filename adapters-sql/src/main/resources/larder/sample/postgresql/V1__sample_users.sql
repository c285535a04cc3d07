-- The same users on every machine. Whoever is there already stays as he is.
INSERT INTO users (id, name, email)
SELECT n,
       CASE n WHEN 101 THEN 'Arun' ELSE 'User ' || n END,
       CASE n WHEN 101 THEN 'arun@example.com' ELSE 'user' || n || '@example.com' END
FROM generate_series(1, 100000) AS n
ON CONFLICT (id) DO NOTHING;
