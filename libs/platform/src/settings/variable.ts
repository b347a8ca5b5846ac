/** How the text of a variable becomes a value: `parse` gives undefined for what is not allowed, `allowed` says what is. */
export interface Kind<T> {
  readonly allowed: string;
  readonly parse: (text: string) => T | undefined;
}

/** One environment variable. An empty text counts as unset, as compose files pass it on. */
export interface Variable<T> extends Kind<T> {
  readonly name: string;
  readonly fallback: T | null;
  readonly meaning: string;
  /** Its value is never shown, not even in a fault. */
  readonly secret?: true;
}

export const choice = <const T extends string>(...options: readonly T[]): Kind<T> => ({
  allowed: options.join(', '),
  parse: text => options.find(option => option === text),
});

export const wholeNumber = (min: number, max: number): Kind<number> => ({
  allowed: `a whole number from ${min} to ${max}`,
  parse: text => {
    const value = Number(text);
    return /^\d{1,15}$/.test(text) && value >= min && value <= max ? value : undefined;
  },
});

export const flag: Kind<boolean> = {
  allowed: '1 or 0',
  parse: text => (text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : undefined),
};

export const matching = (pattern: RegExp, allowed: string): Kind<string> => ({
  allowed,
  parse: text => (pattern.test(text) ? text : undefined),
});

const addressPattern = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*):(\d{1,5})$/;

const isAddress = (text: string): boolean => {
  const port = Number(addressPattern.exec(text)?.[1] ?? 0);
  return port >= 1 && port <= 65_535;
};

export const addresses: Kind<readonly string[]> = {
  allowed: 'host:port, several separated by commas',
  parse: text => {
    const parts = text.split(',').map(part => part.trim());
    return parts.every(isAddress) ? parts : undefined;
  },
};

/** A database on a local socket has a path and no host. */
const leadsSomewhere = ({ host, pathname }: URL): boolean => host !== '' || pathname.length > 1;

export const url = (...schemes: readonly string[]): Kind<string> => ({
  allowed: schemes.map(scheme => `${scheme}://…`).join(' or '),
  parse: text =>
    schemes.some(scheme => text.startsWith(`${scheme}://`)) && URL.canParse(text) && leadsSomewhere(new URL(text))
      ? text
      : undefined,
});

export const or = (word: string, other: Kind<string>): Kind<string> => ({
  allowed: `${word}, or ${other.allowed}`,
  parse: text => (text === word ? word : other.parse(text)),
});
