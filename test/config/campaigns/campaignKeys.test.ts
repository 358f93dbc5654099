import { describe, expect, it } from '@jest/globals';
import { campaignKeys } from '../../../src/config/campaigns/campaignKeys.js';

const faults = (given: unknown): string[] =>
  (campaignKeys.safeParse(given).error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);

describe('the keys below campaigns', () => {
  it('have a serving process deliver, and hold nobody out, unless told', () => {
    expect(campaignKeys.parse(undefined)).toEqual({ deliver: true, pollSeconds: 15, holdout: null });
    expect(campaignKeys.parse({ holdout: { percent: 5 } }).holdout).toEqual({ percent: 5, salt: 'holdout' });
  });

  it('are refused in sentences', () => {
    expect(faults({ deliver: 'yes' })).toEqual(['deliver is neither true nor false']);
    expect(faults({ pollSeconds: 0 })).toEqual(['pollSeconds is less than 0.1']);
    expect(faults({ holdout: { percent: 51 } })).toEqual(['holdout.percent is more than 50']);
    expect(faults({ holdout: { percent: 5, salt: '' } })).toEqual(['holdout.salt is empty']);
    expect(faults({ hold: 1 })).toEqual([' Unrecognized key: "hold"']);
  });
});
