const place = 'cisterna-acting-as';

/** Who acts on this machine where the service asks for no key; asked once and kept. */
export const actor = {
  get: (): string => localStorage.getItem(place) ?? '',
  set: (name: string): void => {
    localStorage.setItem(place, name.trim());
  },
};
