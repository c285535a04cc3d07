-- How far a buffer of views was applied, in each epoch of its life. The rows are few, and stay: an old dump of the buffer may
-- come back at any time.
CREATE TABLE view_position (
    epoch VARCHAR(32) NOT NULL,
    mark VARCHAR(41) NOT NULL,
    PRIMARY KEY (epoch)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Which views with a key were counted, by a hash of product and key; counted_by names the transaction, counted_at is in seconds
-- since 1970.
CREATE TABLE view_key (
    hash VARCHAR(43) NOT NULL,
    counted_by VARCHAR(36) NOT NULL,
    counted_at BIGINT NOT NULL,
    PRIMARY KEY (hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE INDEX view_key_by_age ON view_key (counted_at);
