-- Larder's own columns come after the customary ones and are invisible, so that
-- INSERT INTO users VALUES (101, 'Arun', 'arun@example.com') loads a row as it always did.
-- A binary collation: two texts are the same only if they are the same characters, as on PostgreSQL.
CREATE TABLE users (
    id INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    email VARCHAR(100) NOT NULL,
    version BIGINT DEFAULT 1 NOT NULL INVISIBLE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The highest number that was ever given out, by table: an identity column would not be the same on every database.
CREATE TABLE larder_sequence (
    name VARCHAR(100) NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO larder_sequence (name, last) VALUES ('users', 0);
