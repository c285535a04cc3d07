package larder.domain.session;

import java.time.Duration;

/**
 * A session that has not ended.
 *
 * @param stamp its account's, of when it began
 * @param expiresIn when it ends unless it is used
 * @param endsIn when it ends even if it is used
 */
public record Session(SecurityStamp stamp, Duration expiresIn, Duration endsIn) {}
