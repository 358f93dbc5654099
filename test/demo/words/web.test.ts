import { describe, expect, it } from '@jest/globals';
import { digitalChannels, networks, searchTerms, userAgents, utmCampaigns } from '../../../src/demo/words/web.js';

describe('digitalChannels', () => {
  it('share all visits among them', () => {
    expect(digitalChannels.reduce((sum, { share }) => sum + share, 0)).toBe(100);
  });

  it('have a source and a medium, or neither', () => {
    for (const { name, source, medium } of digitalChannels)
      expect([name, source === null]).toEqual([name, medium === null]);
  });

  it('have referrers that are URLs, of example hosts where nobody else is meant', () => {
    for (const { referrer } of digitalChannels)
      if (referrer !== null) expect(new URL(referrer).protocol).toBe('https:');
  });
});

describe('networks', () => {
  it('are those that RFC 5737 keeps for documentation', () => {
    expect(networks.toSorted()).toEqual(['192.0.2', '198.51.100', '203.0.113']);
  });
});

describe('words of URLs', () => {
  it('stand in a URL as they are', () => {
    for (const term of searchTerms) expect(term).toMatch(/^[a-z0-9+]+$/);
    for (const campaign of utmCampaigns) expect(campaign).toMatch(/^[a-z_]+$/);
  });
});

it('user agents are each there once', () => {
  expect(new Set(userAgents).size).toBe(userAgents.length);
  for (const agent of userAgents) expect(agent).toMatch(/^Mozilla\/5\.0 \(/);
});
