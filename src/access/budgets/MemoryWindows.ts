import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What is spent of a window, in the memory of this process. What does not fit is refused, and not counted. */
export class MemoryWindows extends RateLimiterMemory {
  override async consume(key: string | number, points = 1): Promise<RateLimiterRes> {
    try {
      return await super.consume(key, points);
    } catch (refusal) {
      // It was counted before it was looked at.
      void super.reward(key, points);
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // The library tells nothing of what is left where it refuses.
      const left = Math.max(0, this.points - (refusal.consumedPoints - points));
      throw new RateLimiterRes(left, refusal.msBeforeNext, refusal.consumedPoints, refusal.isFirstInDuration);
    }
  }
}
