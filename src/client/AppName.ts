/**
 * The applications that `AppName` spells out. Which there are is said in the configuration, so a project adds its own:
 *
 *     declare module 'facet-gateway' {
 *       interface AppNames {
 *         readonly ALAN_BE: 'ALAN_BE';
 *       }
 *     }
 */
export interface AppNames {
  readonly ALAN_FR: 'ALAN_FR';
}

/** The name of an application that `AppNames` knows. */
export type AppName = AppNames[keyof AppNames];

/** Applications by name, e.g. `AppName.ALAN_FR`: every name of capitals, digits and _ stands for itself. */
export const AppName: AppNames = new Proxy(Object.freeze({}) as AppNames, {
  get: (_, name) => (typeof name === 'string' && /^[A-Z][A-Z0-9_]*$/.test(name) ? name : undefined),
});
