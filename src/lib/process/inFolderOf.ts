import { dirname, resolve } from 'node:path';

/** The absolute path of a name that stands in a file and means its folder. */
export const inFolderOf = (file: string, path: string): string => resolve(dirname(file), path);
