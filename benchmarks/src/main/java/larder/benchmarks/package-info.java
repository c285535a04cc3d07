/** What Larder costs, as ratios to ceilings and baselines of the same run. */
@NullMarked
package larder.benchmarks;

import org.jspecify.annotations.NullMarked;
