import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { decisionFaults } from './rules/decisionFaults.js';
import { glossaryFaults } from './rules/glossaryFaults.js';
import { anchorsOf, linkFaults, mentionFaults, unreachable, type Documents } from './rules/linkFaults.js';

/** The texts of the files below a folder with one of the endings, by their paths in the repository. */
function readTexts(folder: string, endings: RegExp, recursive = true): Documents {
  const files = readdirSync(join(packageRoot, folder), { recursive, encoding: 'utf8' });
  const own = files.filter((file) => endings.test(file) && !file.split(sep).includes('node_modules'));
  const paths = own.map((file) => join(folder, file).split(sep).join('/'));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(packageRoot, path), 'utf8')]));
}

const documents = {
  ...readTexts('.', /\.md$/, false),
  ...readTexts('docs', /\.md$/),
  ...readTexts('examples', /\.md$/),
};

describe('the documents', () => {
  it('link to what is there', () =>
    expect(linkFaults(documents, (path) => existsSync(join(packageRoot, path)))).toEqual([]));
  it('are all found from the README', () => expect(unreachable(documents, 'README.md')).toEqual([]));
  it('are there where sources, schemas, scripts and other documents name them', () => {
    const texts = { ...documents, ...readTexts('src', /\.ts$/), ...readTexts('schema', /\.graphql$/) };
    const more = { ...readTexts('scripts', /\.[jt]s$/), ...readTexts('examples', /\.(yml|ts)$/) };
    expect(mentionFaults({ ...texts, ...more }, documents)).toEqual([]);
  });
});

it('docs/security.md names tests that are there', () => {
  const named = new Set(documents['docs/security.md']?.match(/\btest\/[\w/.-]*\w/g));
  expect(named.size).toBeGreaterThan(30);
  expect([...named].filter((path) => !existsSync(join(packageRoot, path)))).toEqual([]);
});

it('the glossary has a sentence for each word, in the order of the alphabet', () => {
  const glossary = documents['docs/glossary.md'] ?? '';
  expect(glossaryFaults(glossary)).toEqual([]);
  expect(glossary.match(/^- \*\*/gm)?.length).toBeGreaterThan(100);
});

it('every decision has its date, what it was chosen instead of, and why', () => {
  const decisions = documents['docs/decisions.md'] ?? '';
  expect(decisionFaults(decisions)).toEqual([]);
  expect(decisions.match(/^- \*\*/gm)?.length).toBeGreaterThan(100);
});

it('docs/settings.md shows the defaults of the config file', () => {
  const [, keys = ''] = /```yaml\n([^]*?)```/.exec(documents['docs/settings.md'] ?? '') ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'facet-settings-'));
  try {
    const file = join(folder, 'facet.yml');
    writeFileSync(file, keys);
    expect(readConfig({ FACET_CONFIG: file })).toEqual(readConfig({}));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('the rules see', () => {
  it('the anchors of headings, as GitHub names them', () => {
    const text = [
      '# Routers and typed clients',
      '## `facet bi`, and more: a "role"',
      '### A [link](other.md) – Größe 2/3',
      '```sh',
      '# no heading',
      '```',
      '## Codes',
      '## Codes',
    ].join('\n');
    expect(anchorsOf(text)).toEqual([
      'routers-and-typed-clients',
      'facet-bi-and-more-a-role',
      'a-link--größe-23',
      'codes',
      'codes-1',
    ]);
  });

  const made = {
    'README.md':
      '# A\n\n[one](docs/one.md#b), [folder](docs), [web](https://example.com/x.md#y), [here](#a)\n`[no](link.md)`',
    'docs/one.md':
      '# B\n\n```md\n[no](link.md)\n```\n\n[up](../README.md) [gone](two.md#c)\n[lost](../README.md#b) [own](#c)',
    'docs/alone.md': '# C',
  };

  it('links that lead nowhere', () =>
    expect(linkFaults(made, (path) => path === 'docs')).toEqual([
      'docs/one.md:7 links to docs/two.md, which is not there',
      'docs/one.md:8 links to README.md#b, which has no such heading',
      'docs/one.md:8 links to docs/one.md#c, which has no such heading',
    ]));

  it('documents that no link leads to', () => expect(unreachable(made, 'README.md')).toEqual(['docs/alone.md']));

  it('documents that are named and not there', () =>
    expect(mentionFaults({ 'src/a.ts': '// see docs/one.md and docs/more/two.md, docs/two.md' }, made)).toEqual([
      'src/a.ts names docs/more/two.md, which is not there',
      'src/a.ts names docs/two.md, which is not there',
    ]));

  it('entries of a glossary that are none', () =>
    expect(
      glossaryFaults(
        '# G\n\n## A\n\n- **`@key`**: A key.\n- **alias**: A name. Another sentence.\n- **slot**: no capital.\n## B\n- **view**: A view.\n- **key**: A key.\n- no word\n- **view**: It again.',
      ),
    ).toEqual([
      '"- **alias**: A name. Another sentence." is not a word with one sentence',
      '"- **slot**: no capital." is not a word with one sentence',
      '"view" comes twice',
      '"key" comes behind "view"',
      '"- no word" is not a word with one sentence',
      '"view" comes twice',
    ]));

  it('decisions that do not say why', () =>
    expect(
      decisionFaults(
        '# D\n\n- no entry\n\n## A\n\n- **Good.** _2026-11-23._ It is\n  so. _Instead of_ another way. _Because_ of `a_b`.\n- **Bare.** Only so.\n- Old. _2026-11-23._ _Instead of_ it. _Because_ it.\n',
      ),
    ).toEqual([
      '"**Bare.** Only so." does not say its date',
      '"**Bare.** Only so." does not say what it was chosen instead of',
      '"**Bare.** Only so." does not say why',
      '"Old. _2026-11-23._ _Instead of_ it. _Because_ it." does not begin with what was decided, in bold letters',
    ]));
});
