import { readFileSync } from 'node:fs';
import { expect, describe, it } from '@jest/globals';
import { releasedMigration } from '../../src/db/migrations/oldestProgram.js';
import { migrationFaults, type Migration } from './rules/migrationFaults.js';

const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as { entries: { tag: string }[] };
const tags = journal.entries.map(({ tag }) => tag);
const all: Migration[] = tags.map((tag) => ({ tag, text: readFileSync(`drizzle/${tag}.sql`, 'utf8') }));
const newer = tags.indexOf(releasedMigration) + 1;

const faultsOf = (...texts: string[]): string[] =>
  migrationFaults(texts.map((text, n) => ({ tag: String(n), text }))).map((fault) => fault.split(':')[0] ?? '');

describe('migrations since the last release', () => {
  it('are those after the one that drizzle/released.json names', () => {
    expect(tags).toContain(releasedMigration);
  });

  it('only add, so that programs of that release serve on beside them', () =>
    expect(migrationFaults(all.slice(newer), all.slice(0, newer))).toEqual([]));
});

describe('a migration that programs of the last release could not work with is found', () => {
  it.each([
    ['drop table facet.orders', 'drops what it may use'],
    ['ALTER TABLE "facet"."orders" DROP COLUMN "note";', 'drops what it may use'],
    ['alter table facet.orders drop note', 'drops what it may use'],
    ['drop function facet.tell_change()', 'drops what it may use'],
    ['alter table facet.orders rename to purchases', 'renames what it may use'],
    ['alter table facet.orders rename column note to remark', 'renames what it may use'],
    ['alter index facet.a rename to b', 'renames what it may use'],
    ['ALTER TABLE "facet"."orders" ALTER COLUMN "note" SET DATA TYPE integer', 'changes the type of a column'],
    ['alter table facet.orders alter note type int using note::int', 'changes the type of a column'],
    ['ALTER TABLE "facet"."orders" ALTER COLUMN "note" SET NOT NULL', 'asks for values that it does not write'],
    ['alter table facet.orders alter column note drop default', 'takes away a default that it relies on'],
    [
      'ALTER TABLE "facet"."orders" ADD COLUMN "place" text NOT NULL;',
      'adds the column place, which must not be null, without a default',
    ],
    ['alter table facet.orders add constraint c check (length(note) < 10)', 'refuses rows that it may write'],
    ['alter table facet.orders add constraint u unique ("note")', 'refuses rows that it may write'],
    [
      'alter table facet.orders add constraint f foreign key (note) references facet.b (id)',
      'refuses rows that it may write',
    ],
    ['create unique index on_note on facet.orders using btree (note)', 'refuses rows that it may write'],
    ['alter table facet.orders enable row level security', 'hides rows from it'],
    ['revoke select on facet.orders from public', 'takes rights away'],
    ['delete from facet.orders where note is null', 'takes rows away'],
    ['do $$ begin alter table facet.orders drop column note; end $$', 'drops what it may use'],
    ['select 1; -- harmless\nDROP TABLE facet.orders', 'drops what it may use'],
    ['drop trigger tell_change on facet.orders', 'drops the trigger tell_change, by which it is told of changes'],
  ])('%s', (text, fault) => expect(faultsOf(text)).toEqual([`0 ${fault}`]));

  it.each([
    ['drop index facet.on_note'],
    ['DROP INDEX IF EXISTS "facet"."other", "facet"."on_note"'],
    ['alter table facet.orders drop constraint orders_pk'],
    ['ALTER TABLE "facet"."orders" DROP CONSTRAINT "of_note"'],
  ])('%s, which is unique', (text) => {
    const released = `CREATE TABLE "facet"."orders" ("id" text, CONSTRAINT "orders_pk" PRIMARY KEY("id"), CONSTRAINT "of_note" UNIQUE("note"));
      CREATE UNIQUE INDEX "on_note" ON "facet"."orders" USING btree ("note");`;
    expect(migrationFaults([{ tag: '1', text }], [{ tag: '0', text: released }])).toEqual([
      expect.stringMatching(/^1 drops what its "on conflict" needs: /),
    ]);
  });

  it('also where a later migration does it', () =>
    expect(faultsOf('create table facet.b (id int)', 'drop table facet.orders')).toEqual(['1 drops what it may use']));
});

describe('a migration that they live with is let through', () => {
  it.each([
    ['alter table facet.orders add column place text'],
    [`ALTER TABLE "facet"."orders" ADD COLUMN "place" text DEFAULT 'x' NOT NULL`],
    ['create table facet.places (id int not null unique check (id > 0)); create unique index p on facet.places (id)'],
    [
      'create table facet.places (id int); alter table facet.places alter column id set not null; alter table facet.places drop column id',
    ],
    ['alter table facet.orders add column place text; alter table facet.orders add constraint u unique ("place")'],
    ['create index on_note on facet.orders (note); drop index facet.old_index'],
    [
      'create or replace function facet.f() returns trigger language plpgsql as $$ begin delete from facet.x; return null; end $$',
    ],
    [`comment on table facet.orders is 'drop table facet.orders; revoke'`],
    ['-- drop table facet.orders\nselect 1'],
    [
      `alter table facet.orders drop constraint c;
      -- Wider than before: one more state.
      alter table facet.orders add constraint c check (state in ('a', 'b'))`,
    ],
    [
      `drop trigger t on facet.orders;
      create trigger t after insert on facet.orders for each statement execute function facet.tell_change()`,
    ],
  ])('%s', (text) => expect(faultsOf(text)).toEqual([]));
});
