import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** What is spent of a window, in the memory of this process. What does not fit is refused, and not counted. */
export class MemoryWindows extends RateLimiterMemory {
  override async consume(key: string | number, points = 1): Promise<RateLimiterRes> {
    try {
      return await super.consume(key, points);
    } catch (refusal) {
      // It was counted before it was looked at.
      void super.reward(key, points);
      throw refusal;
    }
  }
}
