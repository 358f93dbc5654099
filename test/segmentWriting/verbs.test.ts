import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Asker } from '../../src/membership/openContext.js';
import { findSegments, findUsers, findVersions } from '../../src/membership/readSegments.js';
import { archiveSegment } from '../../src/segmentWriting/verbs/archiveSegment.js';
import { createSegment } from '../../src/segmentWriting/verbs/createSegment.js';
import { updateSegment } from '../../src/segmentWriting/verbs/updateSegment.js';
import { openContext } from '../../src/membership/openContext.js';
import type { TestDatabase } from '../support/database.js';
import { refusal } from '../support/refusal.js';
import { ofCountry, ofTier, openAsker, openMembers } from '../membership/sample.js';

let database: TestDatabase;
let asker: Asker;
beforeAll(async () => {
  database = await openMembers();
  asker = await openAsker(database);
});
afterAll(() => database?.drop());

const by = { name: 'marketing' };
const none = 'NONE' as const;

const make = (name: string, definition: unknown, id?: string) =>
  createSegment(asker, { name, definition, id, materialise: none }, by);

describe('a segment that is made', () => {
  it('has an id of its name, a first version, a sentence and its size of now', async () => {
    const change = await make('  Gold Buyers, überall! ', ofTier('gold'));
    expect(change).toMatchObject({ isChanged: true, sizeBefore: null, size: 2 });
    expect(change.segment).toMatchObject({
      id: 'gold-buyers-uberall',
      name: 'Gold Buyers, überall!',
      description: null,
      status: 'ACTIVE',
      version: 1,
      materialise: 'NONE',
      isFromConfig: false,
      definition: ofTier('gold'),
      createdBy: 'marketing',
      createdAt: '2026-11-23T12:00:00Z',
    });
    expect(change.segment.sentence).toContain('TIER');
    const [versions] = await findVersions(asker.scope, ['gold-buyers-uberall'], 10);
    expect(versions).toMatchObject([{ version: 1, size: '2', createdBy: 'marketing' }]);
  });

  it('is refused where there is one of the id', async () => {
    await make('Taken', ofTier('gold'));
    await expect(make('TAKEN', ofTier('silver'))).rejects.toThrow(
      refusal('There is a segment "taken" already: change it, or choose another "id".', 'SEGMENT_TAKEN'),
    );
  });

  it.each([
    ['', undefined, '"name" is empty.'],
    ['!!!', undefined, '"id" is missing, and no id can be made of the name.'],
    ['x'.repeat(201), 'x', '"name" has 201 characters, and 200 are the most.'],
    ['x\0', 'x', '"name" holds a NUL or half a character, which no text in the database can hold.'],
    [
      'x',
      'No Id',
      '"id" is "No Id", and an id is made of small letters, digits, - and _ (63 at the most, a letter or a digit first).',
    ],
  ])('is refused with the name %j and the id %j', async (name, id, sentence) => {
    await expect(make(name, ofTier('gold'), id)).rejects.toThrow(refusal(sentence));
  });

  it('is refused with the place of a name that is unknown, and nothing is written', async () => {
    const definition = { include: { groups: [{ conditions: [{ attribute: { name: 'TEIR', text: { is: 'x' } } }] }] } };
    await expect(make('Unknown', definition)).rejects.toThrow(
      'definition.include.groups[0].conditions[0].attribute.name',
    );
    expect(await findSegments(asker.scope, ['unknown'])).toEqual([null]);
  });

  it('is made once by two at once', async () => {
    const results = await Promise.allSettled([make('Twice', ofTier('gold')), make('Twice', ofTier('silver'))]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [versions] = await findVersions(asker.scope, ['twice'], 10);
    expect(versions).toHaveLength(1);
  });
});

describe('a change', () => {
  it('is a new version with the sizes before and after', async () => {
    await make('Changing', ofTier('gold'));
    const change = await updateSegment(
      asker,
      'changing',
      { definition: ofTier('gold', 'silver'), description: 'All' },
      by,
    );
    expect(change).toMatchObject({ isChanged: true, sizeBefore: 2, size: 4 });
    expect(change.segment).toMatchObject({ version: 2, name: 'Changing', description: 'All' });
    const taken = await updateSegment(asker, 'changing', { description: null, version: 2 }, by);
    expect(taken.segment).toMatchObject({ version: 3, description: null });
    const [versions] = await findVersions(asker.scope, ['changing'], 2);
    expect(versions?.map(({ version, size }) => [version, size])).toEqual([
      [3, '4'],
      [2, '4'],
    ]);
  });

  it('that changes nothing writes nothing', async () => {
    await make('Same', ofTier('gold'));
    const change = await updateSegment(asker, 'same', { name: ' Same ', definition: ofTier('gold') }, by);
    expect(change).toMatchObject({ isChanged: false, segment: { version: 1 } });
  });

  it('of an old version is refused, and says who was faster', async () => {
    await make('Old', ofTier('gold'));
    await updateSegment(asker, 'old', { name: 'New' }, { name: 'somebody' });
    await expect(updateSegment(asker, 'old', { name: 'Newer', version: 1 }, by)).rejects.toThrow(
      refusal(
        'The segment "old" has version 2, written by "somebody" at 2026-11-23T12:00:00Z, and the change is of version 1: read it again.',
        'SEGMENT_CHANGED',
      ),
    );
  });

  it('of several at once is made by one, and the others are told', async () => {
    await make('Raced', ofTier('gold'));
    const names = ['a', 'b', 'c'];
    const results = await Promise.allSettled(
      names.map((name) => updateSegment(asker, 'raced', { name, version: 1 }, by)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SEGMENT_CHANGED' });
    const [versions] = await findVersions(asker.scope, ['raced'], 10);
    expect(versions?.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('and the opposite one at once make no circle: one of them is told', async () => {
    const naming = (id: string) => ({ include: { groups: [{ conditions: [{ segment: { id } }] }] } });
    await make('Left', ofTier('gold'));
    await make('Right', ofTier('gold'));
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.allSettled([
        updateSegment(asker, 'left', { definition: naming('right') }, by),
        updateSegment(asker, 'right', { definition: naming('left') }, by),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2);
      for (const result of results)
        if (result.status === 'rejected')
          expect((result.reason as { code: string }).code).toMatch(/^(SEGMENT_CHANGED|BAD_USER_INPUT)$/);
      for (const id of ['left', 'right']) await updateSegment(asker, id, { definition: ofTier('gold') }, by);
    }
  });

  it('is refused that would make a segment of itself', async () => {
    await make('Inner', ofTier('gold'));
    const naming = (id: string) => ({ include: { groups: [{ conditions: [{ segment: { id } }] }] } });
    await make('Outer', naming('inner'));
    await expect(updateSegment(asker, 'inner', { definition: naming('outer') }, by)).rejects.toThrow(
      '"definition" names the segment "inner" itself, or one that does: it would have no end.',
    );
    await expect(updateSegment(asker, 'inner', { definition: naming('inner') }, by)).rejects.toThrow(
      'it would have no end',
    );
  });

  it('of a segment that is unknown is refused with near ones', async () => {
    await make('Nearby', ofTier('gold'));
    await expect(updateSegment(asker, 'nearbi', { name: 'x' }, by)).rejects.toThrow(
      refusal('There is no segment "nearbi" ("id"). Did you mean "nearby"?', 'UNKNOWN_SEGMENT'),
    );
  });
});

describe('a segment that is put away', () => {
  const naming = (id: string, is = true) => ({ exclude: [{ conditions: [{ segment: { id, is } }] }] });

  it('is refused while others name it, with their ids', async () => {
    await make('Used', ofCountry('DE'));
    await make('User 1', naming('used'));
    await make('User 2', naming('used', false));
    expect(await findUsers(asker.scope, ['used', 'user-1'])).toEqual([
      [
        { id: 'user-1', name: 'User 1', used: 'used' },
        { id: 'user-2', name: 'User 2', used: 'used' },
      ],
      [],
    ]);
    await expect(archiveSegment(asker, 'used', by)).rejects.toThrow(
      refusal('The segment "used" is named by "user-1", "user-2": change or put those away first.', 'SEGMENT_IN_USE'),
    );
    await archiveSegment(asker, 'user-1', by);
    await archiveSegment(asker, 'user-2', by);
    expect(await archiveSegment(asker, 'used', by)).toMatchObject({ status: 'ARCHIVED', version: 1 });
    // Once more changes nothing.
    expect(await archiveSegment(asker, 'used', by)).toMatchObject({ status: 'ARCHIVED' });
  });

  it('is refused while planned campaigns name it that may still deliver, wherever they do', async () => {
    await make('Planned', ofCountry('DE'));
    const plan = async (id: string, status: string, definition: object) => {
      await database.client`
        insert into facet.planned_campaigns (campaign_id, name, type, status, version, salt, created_at, created_by, updated_at, updated_by)
        values (${id}, ${id}, 'ONE_TIME', ${status}, 1, '', now(), '', now(), '')`;
      await database.client`
        insert into facet.planned_campaign_versions (campaign_id, version, definition, created_at, created_by)
        values (${id}, 1, ${JSON.stringify(definition)}::text::jsonb, now(), '')`;
    };
    const audience = { include: ['other'], exclude: [] as string[] };
    await plan('a', 'SCHEDULED', { audience: { include: ['other', 'planned'], exclude: [] }, subAudiences: [] });
    await plan('b', 'DRAFT', { audience: { ...audience, exclude: ['planned'] }, subAudiences: [] });
    await plan('c', 'ERROR', { audience, subAudiences: [{ segments: ['other'] }, { segments: ['planned'] }] });
    await plan('d', 'DELIVERING', { audience, subAudiences: [{ criteria: naming('planned') }] });
    await plan('e', 'DELIVERED', { audience: { ...audience, exclude: ['planned'] }, subAudiences: [] });
    await plan('f', 'DRAFT', { audience, subAudiences: [{ name: 'planned', segments: ['other'] }] });
    await expect(archiveSegment(asker, 'planned', by)).rejects.toThrow(
      refusal(
        'The segment "planned" is named by the campaign "a", the campaign "b", the campaign "c", the campaign "d": change or put those away first.',
        'SEGMENT_IN_USE',
      ),
    );
    await database.client`update facet.planned_campaigns set status = 'ARCHIVED' where campaign_id <> 'e'`;
    expect(await archiveSegment(asker, 'planned', by)).toMatchObject({ status: 'ARCHIVED' });
  });

  it('is neither changed nor named any more, and those that name it are still answered', async () => {
    await make('Away', ofCountry('DE'));
    await archiveSegment(asker, 'away', by);
    await expect(updateSegment(asker, 'away', { name: 'x' }, by)).rejects.toThrow(
      refusal('The segment "away" has been put away, and is not changed any more.', 'SEGMENT_ARCHIVED'),
    );
    await expect(make('Late', naming('away'))).rejects.toThrow(
      refusal('"definition" names the segment "away", which has been put away: name another.', 'SEGMENT_ARCHIVED'),
    );
    const context = await openContext(asker, null, [naming('away')]);
    expect(context.segments.get('away')).toEqual(ofCountry('DE'));
  });

  it('and named by another at once is one of the two', async () => {
    for (let n = 0; n < 5; n += 1) {
      await make(`Race ${n}`, ofCountry('DE'));
      const [archived, named] = await Promise.allSettled([
        archiveSegment(asker, `race-${n}`, by),
        make(`Racer ${n}`, naming(`race-${n}`)),
      ]);
      expect([archived.status, named.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });
});
