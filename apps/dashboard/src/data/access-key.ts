const place = 'cisterna-key';

/** The caller's key, for as long as this tab lives; null where none is needed or given. */
export const accessKey = {
  get: (): string | null => sessionStorage.getItem(place),
  set: (key: string): void => {
    sessionStorage.setItem(place, key);
  },
  clear: (): void => {
    sessionStorage.removeItem(place);
  },
};

/** The headers that carry the key. */
export const keyHeaders = (): Record<string, string> => {
  const key = accessKey.get();
  return key === null ? {} : { authorization: `Bearer ${key}` };
};
