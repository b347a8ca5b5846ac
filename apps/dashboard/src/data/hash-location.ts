import { useSyncExternalStore } from 'react';

/** The path and the query that a hash such as `#/pumps/P-7?tab=level` holds; the path always begins with a slash. */
export const splitHash = (hash: string): { readonly path: string; readonly query: string } => {
  const [path = '', ...rest] = hash.replace(/^#?\/?/, '').split('?');
  return { path: `/${path}`, query: rest.join('?') };
};

const listen = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener);
  return () => {
    removeEventListener('hashchange', listener);
  };
};

/** Goes to a route, a query included. */
export const go = (to: string, { replace = false, state = null }: { readonly replace?: boolean; readonly state?: unknown } = {}): void => {
  const from = location.href;
  history[replace ? 'replaceState' : 'pushState'](state, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: from, newURL: location.href }));
};

const currentPath = (): string => splitHash(location.hash).path;
const currentQuery = (): string => splitHash(location.hash).query;

/** Routes by the path within the hash; a query behind it, such as a page's filters, changes no route. */
export const useHashPath = (): [string, typeof go] => [useSyncExternalStore(listen, currentPath, () => '/'), go];

/** How a link to a route is written. */
useHashPath.hrefs = (href: string): string => `#${href}`;

const replaceQuery = (query: string): void => {
  go(query === '' ? currentPath() : `${currentPath()}?${query}`, { replace: true });
};

/** The query within the hash, without `?`, and a way to replace it; the path stays and nothing is added to the history. */
export const useHashQuery = (): [string, (query: string) => void] => [useSyncExternalStore(listen, currentQuery, () => ''), replaceQuery];
