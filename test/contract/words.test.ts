import { join } from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, it } from '@jest/globals';
import { parse, visit } from 'graphql';
import { readConfig } from '../../src/config.js';
import { HttpRefusal } from '../../src/gateway/errors/HttpRefusal.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { contactChannels } from '../../src/words/contactChannels.js';
import { dataTypeNames } from '../../src/words/dataTypes.js';
import { errorCodes, type ErrorCode } from '../../src/words/errorCodes.js';
import { clientErrors } from '../../src/words/errors/clientErrors.js';
import { commandErrors } from '../../src/words/errors/commandErrors.js';
import { questionErrors } from '../../src/words/errors/questionErrors.js';
import { requestErrors } from '../../src/words/errors/requestErrors.js';
import { AggregationLevel, aggregationLevels } from '../../src/words/levels.js';
import { answerLimits, campaignLimits, listLimits, requestLimits } from '../../src/words/limits.js';
import { piiClasses } from '../../src/words/piiClasses.js';
import { plannedCampaignStatuses } from '../../src/words/plannedCampaignWords.js';
import { rollUpRules } from '../../src/words/rollUpRules.js';
import { targetingStates } from '../../src/words/targetingStates.js';
import { validationStatuses } from '../../src/words/validationWords.js';
import { committedSdls } from '../support/contract.js';
import { readSources } from './rules/importGraph.js';
import { stringLiterals } from './rules/stringLiterals.js';
import { wordFaults, type Vocabulary } from './rules/wordFaults.js';

const vocabularies: readonly Vocabulary[] = [
  { name: 'level', words: aggregationLevels },
  { name: 'PII class', words: piiClasses },
  { name: 'targeting state', words: targetingStates },
  { name: 'roll-up rule', words: rollUpRules.filter((rule) => rule.includes('_')) },
  {
    name: 'roll-up rule',
    words: rollUpRules.filter((rule) => !rule.includes('_')),
    // "sum", "last" and "none" are words of many things.
    place: /\b(?:\w*rules?|across_?(?:entities|time))\b[^;]*$/i,
  },
  {
    name: 'data type',
    words: dataTypeNames,
    // Types of SQL and JavaScript, and kinds of values, have some of the same names.
    place: /\btype: ['"`]$|data_?type\b[^;]*$/i,
  },
];

const src = readSources(join(packageRoot, 'src'));

const written = Object.entries(src).filter(([file]) => !/^(?:words|generated)\//.test(file));

/** The registry of metrics says of each what its values are; that they are words there are, the type `MetricDefinition` holds. */
const registry = /^enrichment\/(?:definitions|families)\//;

describe('words', () => {
  it('are spelled in src/words alone', () => {
    expect(written.length).toBeGreaterThan(500);
    const elsewhere = Object.fromEntries(written.filter(([file]) => !registry.test(file)));
    expect(wordFaults(elsewhere, vocabularies)).toEqual([]);
  });

  it('are seen in every form in which they could be spelled', () => {
    const texts = {
      'strings.ts': `const level = 'ACCOUNT';\nconst other = "IDENTITY"; // 'CONTACT'\n/* 'CONTROL' */`,
      'sql.ts':
        "const a = sql`where level = 'COMPANY' and x = ${sql`state = 'TARGETED'`}`;\nconst b = '{INDUSTRY,CUSTOMER}';",
      'rules.ts':
        "const a = sql`case c.rule when 'sum' then 1 end`;\nconst b = 'distinct_count';\nif (acrossTime === 'none') return;\nsum('sum');",
      'types.ts':
        "const a = { dataType: 'text' };\nif (x.dataType === 'decimal') return typeof a;\nif (type === 'integer' || typeof a === 'boolean') b({ type: 'float' });\nconst kind = 'date';",
      'lists.ts': "const a = ['text', 'integer', 'decimal'];\nconst b = { A: 'text', B: 'date', C: 'float' };",
      'others.ts':
        "const a = ['sum', 'min', 'max', 'average', 'first', 'last', 'count'];\nbigint('x', { mode: 'bigint' });",
      'patterns.ts': "const a = /'ACCOUNT'/.test(x) ? `${b / 2}'CONTRACT'` : c / d;",
    };
    expect(wordFaults(texts, vocabularies)).toEqual([
      'strings.ts:1 spells the level "ACCOUNT"',
      'strings.ts:2 spells the PII class "IDENTITY"',
      'sql.ts:1 spells the level "COMPANY"',
      'sql.ts:2 spells the level "INDUSTRY"',
      'sql.ts:2 spells the level "CUSTOMER"',
      'sql.ts:1 spells the targeting state "TARGETED"',
      'rules.ts:2 spells the roll-up rule "distinct_count"',
      'rules.ts:1 spells the roll-up rule "sum"',
      'rules.ts:3 spells the roll-up rule "none"',
      'types.ts:1 spells the data type "text"',
      'types.ts:2 spells the data type "decimal"',
      'types.ts:3 spells the data type "float"',
      'lists.ts:1 lists words of the data type',
      'lists.ts:2 lists words of the data type',
      'patterns.ts:1 spells the level "CONTRACT"',
    ]);
  });

  it('are members of the levels in capitals and in small letters', () => {
    expect(AggregationLevel.account).toBe('ACCOUNT');
    expect(Object.keys(AggregationLevel).map((name) => name.toUpperCase())).toEqual([
      ...aggregationLevels,
      ...aggregationLevels,
    ]);
  });
});

describe('codes of errors', () => {
  const codes = Object.keys(errorCodes);
  const spelledCodes = new Set(written.flatMap(([, text]) => stringLiterals(text).map((literal) => literal.text)));

  it('are all used, by us or by Apollo Server', () => {
    const ofApollo: ReadonlySet<string> = new Set(Object.values(ApolloServerErrorCode));
    expect(codes.filter((code) => !spelledCodes.has(code) && !ofApollo.has(code))).toEqual([]);
  });

  it('are in one table each', () => {
    const tables = [requestErrors, questionErrors, commandErrors, clientErrors];
    expect(tables.flatMap((table) => Object.keys(table)).toSorted()).toEqual(codes.toSorted());
  });

  it('say in a sentence what they mean, and what to do', () => {
    const sentence = /^[A-Z`].*\.$/;
    const bad = Object.entries(errorCodes).filter(
      ([code, { means, remedy }]) =>
        !/^[A-Z]+(_[A-Z]+)*$/.test(code) || !sentence.test(means) || !sentence.test(remedy),
    );
    expect(bad).toEqual([]);
  });

  it('are the only ones that errors take', () => {
    const known: ErrorCode = 'BAD_FILE';
    expect(new UserError('', known).code).toBe('BAD_FILE');
    // @ts-expect-error No table has this code.
    expect(new UserError('', 'NO_SUCH_CODE').code).toBe('NO_SUCH_CODE');
    // @ts-expect-error Nor may a refusal have it.
    expect(() => new HttpRefusal('NO_SUCH_CODE', '')).toThrow(TypeError);
    // Errors of GraphQL get theirs by `codedError`, whose type holds it.
    const bare = written.filter(([, text]) => /extensions: \{ code: '/.test(text)).map(([file]) => file);
    expect(bare).toEqual([]);
  });

  it('give refusals of HTTP their status', () => {
    expect(new HttpRefusal('BODY_TOO_LARGE', '').statusCode).toBe(413);
    expect(new HttpRefusal('BAD_REQUEST', '', 414).statusCode).toBe(414);
  });
});

describe('limits', () => {
  const { page, pageSize, entityPage, keys, names, comparedNames, groupedMetrics, groupConditions, listValues } =
    listLimits;

  /** How many there may be of each argument, by its name: the numbers that its descriptions tell. */
  const told: Readonly<Record<string, readonly number[]>> = {
    first: [page, entityPage, listLimits.plannedCampaignPage],
    last: [page],
    names: [names, groupedMetrics, comparedNames],
    kinds: [listLimits.loadKinds],
    kpis: [comparedNames],
    effectiveDates: [listLimits.effectiveDates],
    entityIds: [keys],
    nodeIds: [keys],
    planIds: [keys],
    ids: [keys],
    in: [listLimits.filterValues],
    notIn: [listLimits.filterValues],
    and: [listLimits.filterValues],
    or: [listLimits.filterValues],
    attributes: [listLimits.filterValues, campaignLimits.attributes],
    states: [listLimits.targetingStates],
    statuses: [listValues, validationStatuses.length, plannedCampaignStatuses.length],
    exclude: [listLimits.segmentGroups, campaignLimits.segments],
    groups: [listLimits.segmentGroups],
    conditions: [listLimits.segmentConditions],
    by: [contactChannels.length, listLimits.breakdowns],
    orderAttributes: [listLimits.lineAttributes],
    lineAttributes: [listLimits.lineAttributes],
    ...Object.fromEntries(
      ['actionIds', 'campaignIds', 'destinationIds', 'subAudienceIds', 'treatmentIds'].map((name) => [name, [keys]]),
    ),
    groupBy: [listLimits.groupings],
    orderBy: [listLimits.orderTerms],
    having: [groupConditions],
    values: [groupConditions],
    search: [listLimits.searchWords],
    size: [page, listLimits.segmentSample],
    labels: [campaignLimits.labels],
    subAudiences: [campaignLimits.subAudiences],
    include: [campaignLimits.segments],
    segments: [campaignLimits.segments, listLimits.comparedSegments],
    treatments: [campaignLimits.treatments],
    destinations: [campaignLimits.destinations],
    consent: [campaignLimits.consentRules],
    days: [campaignLimits.contactDays],
    launchDaysAfter: [campaignLimits.launchDays],
    sample: [listLimits.planSample],
    ...Object.fromEntries(
      ['channelIds', 'channelNames', 'tagNames', 'targetGroupIds', 'targetGroupNames', 'types']
        .concat('brands', 'categories', 'subcategories')
        .map((name) => [name, [listValues]]),
    ),
  };

  it('of lists are those that the schema tells', () => {
    const wrong: string[] = [];
    let found = 0;
    for (const sdl of Object.values(committedSdls))
      visit(parse(sdl), {
        InputValueDefinition({ name, description }) {
          const number = /\b(\d[\d,]*) at most\b/.exec(description?.value ?? '')?.[1];
          if (number === undefined) return;
          found += 1;
          if (!(told[name.value] ?? []).includes(Number(number.replaceAll(',', ''))))
            wrong.push(`${name.value}: ${number}`);
          if (name.value === 'first' && !description?.value.includes(`${pageSize} unless told`)) wrong.push(name.value);
        },
      });
    expect(found).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  });

  it('of days, conditions and levels of a filter too', () => {
    const sdl = Object.values(committedSdls).join('\n');
    const { filterConditions, filterDepth } = listLimits;
    expect(sdl.match(new RegExp(`\\b${filterConditions} conditions`, 'g'))).toHaveLength(7);
    expect(sdl.match(new RegExp(`\\b${filterDepth} levels`, 'g'))).toHaveLength(7);
    expect(sdl).toContain(`${answerLimits.days} days are the most`);
    expect(sdl).toContain(`1 to ${answerLimits.days}.`);
  });

  it('of requests are those of a configuration that says nothing', () => {
    expect(readConfig({}).limits).toEqual({ ...requestLimits, weights: {} });
  });
});
