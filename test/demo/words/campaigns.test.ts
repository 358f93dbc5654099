import { describe, expect, it } from '@jest/globals';
import { channelIds, demoCampaigns } from '../../../src/demo/words/campaigns.js';

describe('demoCampaigns', () => {
  it('have names of their own, a group, channels and a share', () => {
    expect(new Set(demoCampaigns.map(({ name }) => name)).size).toBe(demoCampaigns.length);
    for (const campaign of demoCampaigns) {
      expect([campaign.name, campaign.channels.filter((channel) => channelIds[channel] === undefined)]).toEqual([
        campaign.name,
        [],
      ]);
      expect(campaign.share).toBeGreaterThan(0);
      expect(campaign.share).toBeLessThanOrEqual(100);
      expect(Number.isInteger(campaign.start) && Number.isInteger(campaign.priority)).toBe(true);
      expect(campaign.tags.every((tag) => tag !== '')).toBe(true);
      expect(['', 'A/B', 'named control']).toContain(campaign.mark);
    }
  });

  it('end after they begin, where they come again', () => {
    for (const { every, end, start } of demoCampaigns) {
      if (every === null) expect(end).toBeNull();
      else expect(every).toBeGreaterThan(0);
      // Days count back from the last day.
      if (end !== null) expect(end).toBeLessThan(start);
    }
  });

  it('are of every kind that the demo shows', () => {
    const some = (is: (campaign: (typeof demoCampaigns)[number]) => boolean) => demoCampaigns.some(is);
    expect(some(({ every, end }) => every !== null && end === null)).toBe(true);
    expect(some(({ every, end }) => every !== null && end !== null)).toBe(true);
    expect(some(({ every }) => every === null)).toBe(true);
    expect(some(({ start }) => start < 0)).toBe(true);
    expect(some(({ promotion }) => promotion === null)).toBe(true);
    expect(some(({ promotion }) => promotion !== null)).toBe(true);
    for (const mark of ['A/B', 'named control']) expect(some((campaign) => campaign.mark === mark)).toBe(true);
    for (const channel of Object.keys(channelIds))
      expect(some(({ channels }) => channels.includes(channel))).toBe(true);
  });

  it('reads a row of the table as it stands there', () => {
    expect(demoCampaigns.find(({ name }) => name === 'We Miss You')).toEqual({
      name: 'We Miss You',
      group: 'Lapsed',
      priority: 30,
      start: 91,
      every: 14,
      end: null,
      share: 40,
      channels: ['Email', 'Direct mail'],
      action: 'Win-back',
      tags: ['lifecycle', 'win-back'],
      promotion: 'BACK15',
      mark: 'A/B',
    });
  });
});

it('channelIds are all different', () => {
  expect(new Set(Object.values(channelIds)).size).toBe(Object.keys(channelIds).length);
});
