import { describe, expect, it } from '@jest/globals';
import { readDefinition } from '../../../src/campaigns/definition/readDefinition.js';
import { treatmentsOf } from '../../../src/campaigns/definition/treatmentsOf.js';
import { refusal } from '../../support/refusal.js';
import { sampleCampaign, sampleGiven, split } from '../support/campaign.js';

const faultOf = (given: unknown): string => {
  try {
    readDefinition(given);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

const fault = (given: Readonly<Record<string, unknown>>): string => faultOf(sampleGiven(given));

const weekly = { repeat: 'WEEKLY', from: '2026-03-02', time: '09:00' };
const all = [{ name: 'All', percentage: 100 }];

describe('the definition of a campaign', () => {
  it('is filled in where something is left out, and reads back as itself', () => {
    const read = sampleCampaign();
    expect(read).toMatchObject({
      labels: [],
      app: 'default',
      audience: { include: ['S'], exclude: [] },
      subAudiences: [],
      firstMatchOnly: true,
      contactRules: { consent: [], newMembersOnly: false, holdout: true },
      schedule: {},
      recordRecipients: true,
    });
    expect(readDefinition(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('has ids made of names, control first', () => {
    const definition = sampleCampaign({ subAudiences: [{ name: 'Near', segments: ['N'], treatments: split(20) }] });
    expect(treatmentsOf(definition).map((one) => [one.place, one.position, one.treatmentId])).toEqual([
      [1, 1, 'Near/Control'],
      [1, 2, 'Near/Offer'],
      [2, 1, 'Remaining/Control'],
      [2, 2, 'Remaining/Offer'],
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a name of nothing', { name: '  ' }, '"name" is empty'],
    ['a long name', { name: 'x'.repeat(101) }, '"name" is longer than 100 characters'],
    ['a name of two lines', { name: 'a\nb' }, '"name" holds characters that cannot be seen'],
    ['another type', { type: 'SOMETIMES' }, '"type" is none of ONE_TIME, RECURRING'],
    [
      'a label with a space',
      { labels: ['a b'] },
      '"labels[0]" is no label: 1 to 35 letters of a to z, digits, "-" and "_"',
    ],
    [
      'a long label',
      { labels: ['x'.repeat(36)] },
      '"labels[0]" is no label: 1 to 35 letters of a to z, digits, "-" and "_"',
    ],
    ['eleven labels', { labels: 'abcdefghijk'.split('') }, '"labels" has more than 10'],
    ['a label twice', { labels: ['a', 'a'] }, '"labels" has one of them twice'],
    ['no included segment', { audience: { include: [] } }, '"audience.include" has fewer than 1'],
    ['eleven', { audience: { include: 'abcdefghijk'.split('') } }, '"audience.include" has more than 10'],
    [
      'eleven excluded',
      { audience: { include: ['z'], exclude: 'abcdefghijk'.split('') } },
      '"audience.exclude" has more than 10',
    ],
    [
      'a segment that is included and excluded',
      { audience: { include: ['a'], exclude: ['a'] } },
      '"audience.exclude" names a segment that is included too',
    ],
    [
      'nobody',
      { remaining: undefined },
      '"remaining" is missing, and there are no subAudiences: nobody would get anything',
    ],
    [
      '61 sub-audiences',
      { subAudiences: Array.from({ length: 61 }, (_, n) => ({ name: `${n}`, segments: ['S'], treatments: all })) },
      '"subAudiences" has more than 60',
    ],
    [
      'two of one name',
      { subAudiences: ['a', 'A'].map((name) => ({ name, segments: ['S'], treatments: all })) },
      '"subAudiences[1].name" comes twice',
    ],
    [
      'the name of the others',
      { subAudiences: [{ name: 'remaining', segments: ['S'], treatments: all }] },
      '"subAudiences[0].name" is kept for those in none',
    ],
    [
      'no criteria',
      { subAudiences: [{ name: 'a', treatments: all }] },
      '"subAudiences[0]" has to have either segments or criteria',
    ],
    [
      'percentages that do not sum to 100',
      {
        remaining: {
          treatments: [
            { name: 'a', percentage: 50 },
            { name: 'b', percentage: 49.99 },
          ],
        },
      },
      '"remaining.treatments" has percentages that sum to 99.99 and not to 100',
    ],
    [
      'a percentage of three decimals',
      { remaining: { treatments: [{ name: 'a', percentage: 99.999 }] } },
      '"remaining.treatments[0].percentage" has more than two decimals',
    ],
    [
      'a name that begins with _',
      { remaining: { treatments: [{ name: '_a', percentage: 100 }] } },
      '"remaining.treatments[0].name" begins with "_"',
    ],
    [
      'a name with a slash',
      { remaining: { treatments: [{ name: 'a/b', percentage: 100 }] } },
      '"remaining.treatments[0].name" holds a "/"',
    ],
    [
      'control that is sent something',
      {
        remaining: {
          treatments: [{ name: 'a', percentage: 100, isControl: true, destinations: [{ destination: 'f' }] }],
        },
      },
      '"remaining.treatments[0].destinations" is for control, which is sent nothing',
    ],
    [
      'a name of control',
      { remaining: { treatments: [{ name: 'dn', percentage: 100 }] } },
      '"remaining.treatments[0].name" is what control is called in the views',
    ],
    [
      'two controls',
      { remaining: { treatments: ['a', 'b'].map((name) => ({ name, percentage: 50, isControl: true })) } },
      '"remaining.treatments" has more than one control',
    ],
    ['an unknown member', { audiences: {} }, '"definition" has no "audiences"'],
    [
      'a rule of no times',
      { contactRules: { limit: { times: 0, days: 7 } } },
      '"contactRules.limit.times" is less than 1',
    ],
    ['a schedule of another type', { schedule: weekly }, '"schedule" has no "repeat", "from", "time"'],
    [
      'a variable that was forgotten',
      { contactRules: null },
      '"contactRules" is null: leave it out, or give it a value',
    ],
    ['no audience', { audience: undefined }, '"audience" is missing'],
    [
      'criteria that are none',
      {
        subAudiences: [
          { name: 'a', criteria: { include: { groups: [{ conditions: [{ colum: {} }] }] } }, treatments: all },
        ],
      },
      'subAudiences[0].criteria.include.groups[0].conditions[0]',
    ],
    ['no instant', { schedule: { at: 'tomorrow' } }, '"schedule.at" is no instant such as 2026-03-31T09:00:00Z'],
    [
      'two days of launch',
      { launchDate: '2026-04-01', launchDaysAfter: 2 },
      '"launchDate" and launchDaysAfter both say when the message goes out; give one of them',
    ],
    ['a day that is none', { launchDate: '2026-02-30' }, '"launchDate" is no day such as 2026-03-31'],
  ])('is refused for %s', (_, given, sentence) => {
    expect(fault(given)).toContain(sentence);
  });

  it.each<[string, object, string]>([
    ['no schedule', {}, '"schedule'],
    ['no time', { ...weekly, time: '24:00' }, '"schedule.time" is no time of day such as 09:30'],
    [
      'two ends',
      { ...weekly, until: '2026-05-01', runs: 3 },
      '"schedule.runs" ends the schedule, and until does so too',
    ],
    ['an end before it begins', { ...weekly, until: '2026-03-01' }, '"schedule.until" is before from'],
    ['no runs', { ...weekly, runs: 0 }, '"schedule.runs" is less than 1'],
  ])('of a recurring one is refused for %s', (_, schedule, sentence) => {
    expect(fault({ type: 'RECURRING', schedule })).toContain(sentence);
  });

  it('may be anything hostile, and is refused in a sentence', () => {
    for (const given of [null, undefined, 1, 'x', [], [[]], { __proto__: null }, { type: {} }, { type: 'ONE_TIME' }])
      expect(faultOf(given)).toMatch(/^The campaign cannot be so: .+\.$/s);
    const wide = fault({ remaining: { treatments: Array.from({ length: 100_000 }, () => ({})) } });
    expect(wide.length).toBeLessThan(1000);
  });

  it('is refused with a code of its own', () => {
    expect(() => readDefinition({})).toThrow(
      refusal('The campaign cannot be so: "type" is none of ONE_TIME, RECURRING.', 'INVALID_CAMPAIGN'),
    );
  });
});
