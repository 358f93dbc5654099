/** What of the values of an iterator passes; returned, so is the iterator, at once also while it waits. */
export function passing<T>(values: AsyncIterableIterator<T>, passes: (value: T) => boolean): AsyncIterableIterator<T> {
  const next = async (): Promise<IteratorResult<T>> => {
    for (;;) {
      const result = await values.next();
      if (result.done === true || passes(result.value)) return result;
    }
  };
  const end = async (): Promise<IteratorResult<T>> => (await values.return?.()) ?? { done: true, value: undefined };
  return {
    next,
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
