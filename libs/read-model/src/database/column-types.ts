import pg from 'pg';

/** A bigint column as a number; offsets of a log, which may be larger, are read as text and never come through here. */
const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds ${text}, which does not fit in 53 bits.`);
  return value;
};

const int8 = 20;
const standard = pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown;

/** How columns become JavaScript values in our pool alone: as everywhere, but bigint as a number. */
export const columnTypes = {
  getTypeParser: (oid: number, format = 'text') =>
    oid === int8 && format === 'text' ? wholeNumber : standard(oid, format),
};
