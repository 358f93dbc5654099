/** Parameters of a URL that say who connects, or are secret. */
const personalParameters = new Set(['user', 'username', 'password', 'pass', 'sslpassword', 'passfile']);

const isPersonal = (parameter: string): boolean =>
  [...new URLSearchParams(parameter).keys()].some((name) => personalParameters.has(name.toLowerCase()));

/** Scheme, user and password, hosts, path, parameters; `URL` takes no list of hosts. */
const urlParts = /^(\w+:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/;

/** The URL of the database with a role and its password in place of every user and password in it. */
export function asRole(databaseUrl: string, role: string, password: string): string {
  const [, scheme = '', hosts = '', path = '', query = ''] = urlParts.exec(databaseUrl.trim()) ?? [];
  const parameters = query.split('&').filter((parameter) => parameter !== '' && !isPersonal(parameter));
  // A URL without a host stands for this machine, and takes no user name.
  const url = `${scheme}${encodeURIComponent(role)}:${password}@${hosts === '' ? 'localhost' : hosts}${path}`;
  return parameters.length === 0 ? url : `${url}?${parameters.join('&')}`;
}
