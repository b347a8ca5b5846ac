import type { Parameter, ParameterTable, ParameterValues } from './parameter.ts';
import { Problem, type Fault } from './problem.ts';

/** A query as the HTTP server splits it: a name given twice holds a list. */
export type RawQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a parameter was sent as, in the order of the table; absent ones take their default. */
const readOne = (
  parameter: Parameter<unknown>,
  raw: string | readonly string[] | undefined,
): { value: unknown } | { detail: string } => {
  if (raw === undefined) return parameter.required ? { detail: 'is missing' } : { value: parameter.absent };
  if (typeof raw !== 'string') return { detail: 'must be given once' };
  const read = parameter.read(raw);
  return read.ok ? { value: read.value } : { detail: read.detail };
};

/** Reads all parameters of a table; throws one `invalid-parameter` problem that names every fault. Others are ignored. */
export const readQuery = <Table extends ParameterTable>(table: Table, raw: RawQuery): ParameterValues<Table> => {
  const faults: Fault[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const read = readOne(parameter, Object.hasOwn(raw, name) ? raw[name] : undefined);
    if ('detail' in read) faults.push({ pointer: `/query/${name}`, detail: `${name} ${read.detail}` });
    else values[name] = read.value;
  }
  if (faults.length > 0)
    throw new Problem('invalid-parameter', faults.map(fault => fault.detail).join('; '), { faults });
  return values as ParameterValues<Table>;
};

/** A problem about one parameter that reads well but means nothing, such as a cursor of another list. */
export const parameterProblem = (name: string, detail: string): Problem =>
  new Problem('invalid-parameter', `${name} ${detail}`, {
    faults: [{ pointer: `/query/${name}`, detail: `${name} ${detail}` }],
  });
