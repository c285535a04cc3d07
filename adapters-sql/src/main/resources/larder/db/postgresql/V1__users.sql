-- Larder's own columns come after the customary ones, so that INSERT INTO users VALUES (101, 'Arun', 'arun@example.com')
-- loads a row as it always did.
CREATE TABLE users (
    id INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    email VARCHAR(100) NOT NULL,
    version BIGINT DEFAULT 1 NOT NULL,
    PRIMARY KEY (id)
);

-- The highest number that was ever given out, by table: an identity column would not be the same on every database.
CREATE TABLE larder_sequence (
    name VARCHAR(100) NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (name)
);

INSERT INTO larder_sequence (name, last) VALUES ('users', 0);
