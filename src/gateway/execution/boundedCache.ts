import { LRUCache } from 'lru-cache';

/**
 * A cache for Apollo that forgets what was used longest ago.
 * @param maxSize in the unit of `sizeOf`
 */
export function createBoundedCache<V extends object | string>(maxSize: number, sizeOf: (value: V) => number) {
  const values = new LRUCache<string, V>({ maxSize, sizeCalculation: (value) => Math.max(1, sizeOf(value)) });
  return {
    get: async (key: string): Promise<V | undefined> => values.get(key),
    set: async (key: string, value: V): Promise<void> => void values.set(key, value),
    clear: (): void => values.clear(),
    delete: async (key: string): Promise<void> => void values.delete(key),
  };
}
