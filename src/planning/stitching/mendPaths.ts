import type { AnswerPath } from '../finishing/AnswerErrors.js';

type LoosePath = readonly (string | number | null)[];

/** The places of an answer that a path without some of its list indexes may mean: those that are null. */
function nullPlaces(data: unknown, path: LoosePath): AnswerPath[] {
  const found: AnswerPath[] = [];
  const onTheWay: AnswerPath[] = [];
  const walk = (value: unknown, at: number, way: AnswerPath): void => {
    if (value === null || value === undefined) {
      const rest = path.slice(at).filter((step) => step !== null);
      (rest.length === 0 ? found : onTheWay).push([...way, ...rest]);
    } else if (Array.isArray(value)) {
      const step = path[at];
      if (typeof step === 'number') walk(value[step], at + 1, [...way, step]);
      else for (const [index, item] of value.entries()) walk(item, step === null ? at + 1 : at, [...way, index]);
    } else if (typeof value === 'object') {
      const step = path[at];
      if (typeof step === 'string') walk((value as Record<string, unknown>)[step], at + 1, [...way, step]);
    }
  };
  walk(data, 0, []);
  return found.length > 0 ? found : onTheWay;
}

const isWhole = (path: LoosePath, data: unknown): boolean => {
  let value = data;
  for (const step of path) {
    if (value === null || value === undefined) return true;
    if (step === null || Array.isArray(value) !== (typeof step === 'number')) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return true;
};

/** The names of a path up to the first list. */
function stemOf(path: LoosePath, data: unknown): AnswerPath {
  const stem: (string | number)[] = [];
  let value = data;
  for (const step of path) {
    if (step === null || typeof value !== 'object' || value === null || Array.isArray(value)) break;
    stem.push(step);
    value = (value as Record<string | number, unknown>)[step];
  }
  return stem;
}

/**
 * The paths of errors with the list indexes that stitching left out, as far as the answer tells them: of as many errors as there are
 * places that are null each gets one, in their order. Else an error stands where the first list does.
 */
export function mendPaths(paths: readonly (LoosePath | undefined)[], data: unknown): (AnswerPath | undefined)[] {
  const alike = new Map<string, number[]>();
  const mended = paths.map((path, index): AnswerPath | undefined => {
    if (path === undefined || isWhole(path, data)) return path as AnswerPath | undefined;
    const key = JSON.stringify(path);
    alike.set(key, [...(alike.get(key) ?? []), index]);
    return undefined;
  });
  for (const indexes of alike.values()) {
    const path = paths[indexes[0] ?? 0] ?? [];
    const places = nullPlaces(data, path);
    for (const [turn, index] of indexes.entries())
      mended[index] = places.length === indexes.length ? places[turn] : stemOf(path, data);
  }
  return mended;
}
