import { ReadinessState } from '../../../words/validationWords.js';
import type { DataReadiness, FeatureFound, NeedFound } from '../../readiness/DataReadiness.js';
import { stateTexts } from '../statusTexts.js';
import { html, nothing, type Markup } from './markup.js';

const stateClass: Readonly<Record<ReadinessState, string>> = { PRESENT: 'passed', EMPTY: 'warning', MISSING: 'error' };

const yes = (isMet: boolean, words: readonly [string, string]): Markup =>
  html`<span class="mark ${isMet ? 'passed' : 'warning'}">${isMet ? words[0] : words[1]}</span>`;

/** A table of HTML; the first column has marks. */
const table = (head: readonly string[], rows: readonly Markup[]): Markup =>
  html`<div class="scroll">
    <table class="stack">
      <thead>
        <tr>
          ${head.map((name) => html`<th>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

const row = (...cells: readonly (Markup | string)[]): Markup =>
  html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;

const need = ({ table: name, column, state, remedy, optional }: NeedFound): Markup =>
  row(
    html`<span class="mark ${stateClass[state]}">${stateTexts[state]}</span>${optional ? ' (optional)' : ''}`,
    html`<code>${name}${column === null ? '' : `.${column}`}</code>`,
    remedy ?? '',
  );

function feature({ title, rule, isReady, needs }: FeatureFound): Markup {
  const lacking = needs.filter(({ state }) => state !== ReadinessState.PRESENT);
  return html`<article class="card ${isReady ? '' : 'warning'}">
    <div class="head">
      ${yes(isReady, ['ready', 'not ready'])}
      <h3>${title}</h3>
      <span class="soft small">${needs.length - lacking.length} of ${needs.length} present</span>
    </div>
    <p class="small soft">${rule}</p>
    ${lacking.length === 0 ? nothing : table(['State', 'What', 'What to do'], lacking.map(need))}
  </article>`;
}

const rulesTable = ({ rules }: DataReadiness): Markup =>
  table(
    ['Rule', 'Requirement', 'Found'],
    rules.map(({ id, requirement, isMet, found, remedy }) =>
      row(html`${yes(isMet, ['kept', 'not kept'])} ${id}`, requirement, `${found} ${remedy ?? ''}`),
    ),
  );

const modelsTable = ({ models }: DataReadiness): Markup =>
  table(
    ['State', 'Requirement', 'Measured', 'What to do'],
    models.map(({ requirement, measured, unit, isMet, remedy }) =>
      row(
        yes(isMet, ['met', 'not met']),
        requirement,
        measured === null ? 'nothing' : `${measured} ${unit}`,
        remedy ?? '',
      ),
    ),
  );

const missingTable = ({ missingTables }: DataReadiness): Markup =>
  table(
    ['Table', 'Why', 'Checks that are not made'],
    missingTables.map(({ table: name, reason, checks }) =>
      row(html`<code>${name}</code>`, reason, html`<code>${checks.join(', ')}</code>`),
    ),
  );

/** What the data allows, feature by feature, the rules, and what models need. */
export const readinessTables = (readiness: DataReadiness): Markup =>
  html`<h2>Readiness</h2>
    ${readiness.features.map(feature)}
    <h2>Rules</h2>
    ${rulesTable(readiness)}
    <h2>What predictive models need</h2>
    ${modelsTable(readiness)}
    <h2>Tables that Facet does not have</h2>
    ${missingTable(readiness)}`;
