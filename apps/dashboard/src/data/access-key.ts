const place = 'cisterna-key';
const listeners = new Set<() => void>();

const told = (): void => {
  for (const listener of listeners) listener();
};

/** The caller's key, or token, for as long as this tab lives; null where none is needed or given. */
export const accessKey = {
  get: (): string | null => sessionStorage.getItem(place),
  set: (key: string): void => {
    sessionStorage.setItem(place, key);
    told();
  },
  clear: (): void => {
    sessionStorage.removeItem(place);
    told();
  },
  /** Listens to changes; gives back the end of it. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Calls with the key; one that is not taken (wrong, removed, or a token that is over) is forgotten, so that the page asks for another. */
export const fetchWithKey = async (input: string | URL, init: RequestInit): Promise<Response> => {
  const key = accessKey.get();
  const headers = new Headers(init.headers);
  if (key !== null) headers.set('authorization', `Bearer ${key}`);
  const answer = await fetch(input, { ...init, headers });
  if (answer.status === 401 && key !== null && key === accessKey.get()) accessKey.clear();
  return answer;
};
