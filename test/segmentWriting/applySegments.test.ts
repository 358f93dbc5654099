import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { segmentKeys } from '../../src/config/segmentKeys.js';
import type { Asker } from '../../src/membership/openContext.js';
import { countSegments, findSegments } from '../../src/membership/readSegments.js';
import { applySegments } from '../../src/segmentWriting/verbs/applySegments.js';
import { archiveSegment } from '../../src/segmentWriting/verbs/archiveSegment.js';
import { createSegment } from '../../src/segmentWriting/verbs/createSegment.js';
import { updateSegment } from '../../src/segmentWriting/verbs/updateSegment.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { refusal } from '../support/refusal.js';
import { ofTier, openAsker, openMembers } from '../membership/sample.js';

let database: TestDatabase;
let asker: Asker;
beforeAll(async () => {
  database = await openMembers();
  asker = await openAsker(database);
});
afterAll(() => database?.drop());

const apply = (segments: unknown, options?: { readonly dryRun?: boolean }) =>
  applySegments(testJob(database, '2026-11-23T12:00:00Z', { segments: segmentKeys.parse(segments) }), options);

const naming = (id: string) => ({ include: { groups: [{ conditions: [{ segment: { id } }] }] } });

const actions = ({ segments }: Awaited<ReturnType<typeof apply>>) =>
  segments.map(({ id, action, change: { sizeBefore, size } }) => [id, action, sizeBefore, size]);

describe('segments of the config', () => {
  const both = [
    { id: 'outer', name: 'Outer', definition: naming('inner') },
    { id: 'inner', name: 'Inner', definition: ofTier('gold'), materialise: 'daily' },
  ];

  it('are only looked at by a dry run', async () => {
    expect(actions(await apply(both, { dryRun: true }))).toEqual([
      ['inner', 'made', null, 2],
      ['outer', 'made', null, 2],
    ]);
    expect(await countSegments(asker.scope, {})).toBe(0);
  });

  it('are made, those that others name first, and left alone by the next run', async () => {
    expect(actions(await apply(both))).toEqual([
      ['inner', 'made', null, 2],
      ['outer', 'made', null, 2],
    ]);
    expect(await findSegments(asker.scope, ['inner'])).toMatchObject([
      { version: 1, isFromConfig: true, materialise: 'DAILY', createdBy: 'config' },
    ]);
    expect(actions(await apply(both))).toEqual([
      ['inner', 'left as it is', 2, 2],
      ['outer', 'left as it is', 2, 2],
    ]);
    expect(await findSegments(asker.scope, ['inner', 'outer'])).toMatchObject([{ version: 1 }, { version: 1 }]);
  });

  it('are changed where the config is, and by nobody else', async () => {
    const changed = both.map((one) => (one.id === 'inner' ? { ...one, definition: ofTier('gold', 'silver') } : one));
    expect(actions(await apply(changed))).toEqual([
      ['inner', 'changed', 2, 4],
      ['outer', 'left as it is', 4, 4],
    ]);
    const message = 'The segment "inner" is what the config file says: change it there.';
    const by = { name: 'marketing' };
    await expect(updateSegment(asker, 'inner', { name: 'Mine' }, by)).rejects.toThrow(
      refusal(message, 'SEGMENT_FROM_CONFIG'),
    );
    await expect(archiveSegment(asker, 'inner', by)).rejects.toThrow(refusal(message, 'SEGMENT_FROM_CONFIG'));
  });

  it('are released when the config has them no more, and taken over when it has them again', async () => {
    const [, inner] = both;
    expect(await apply([inner])).toMatchObject({ released: ['outer'] });
    const by = { name: 'marketing' };
    await updateSegment(asker, 'outer', { name: 'Mine' }, by);
    await archiveSegment(asker, 'outer', by);
    expect(actions(await apply(both))).toEqual([
      ['inner', 'left as it is', 2, 2],
      ['outer', 'changed', 2, 2],
    ]);
    expect(await findSegments(asker.scope, ['outer'])).toMatchObject([
      { status: 'ACTIVE', name: 'Outer', isFromConfig: true },
    ]);
  });

  it('are all applied or none, and a fault names its place in the config', async () => {
    const before = await countSegments(asker.scope, {});
    const faulty = [
      ...both,
      { id: 'new', name: 'New', definition: ofTier('gold') },
      {
        id: 'bad',
        name: 'Bad',
        definition: { include: { groups: [{ conditions: [{ attribute: { name: 'X', text: { is: 'x' } } }] }] } },
      },
    ];
    await expect(apply(faulty)).rejects.toThrow(
      'segments[3].definition.include.groups[0].conditions[0].attribute.name',
    );
    await expect(apply([{ id: 'bad', name: 'Bad', definition: { includes: {} } }])).rejects.toThrow(
      'segments[0].definition',
    );
    expect(await countSegments(asker.scope, {})).toBe(before);
  });

  it('that name each other are refused', async () => {
    const circle = [
      { id: 'one', name: 'One', definition: naming('two') },
      { id: 'two', name: 'Two', definition: naming('one') },
    ];
    await expect(apply(circle)).rejects.toThrow(
      refusal('The segments "one", "two" of the config name each other: they would have no end.', 'BAD_CONFIG'),
    );
  });

  it('take over a segment that was made by somebody else', async () => {
    await createSegment(
      asker,
      { name: 'Theirs', definition: ofTier('gold'), materialise: 'NONE' },
      { name: 'somebody' },
    );
    const theirs = [...both, { id: 'theirs', name: 'Theirs', definition: ofTier('gold') }];
    expect(actions(await apply(theirs))).toContainEqual(['theirs', 'changed', 2, 2]);
    expect(await findSegments(asker.scope, ['theirs'])).toMatchObject([
      { version: 2, isFromConfig: true, createdBy: 'somebody' },
    ]);
  });
});
