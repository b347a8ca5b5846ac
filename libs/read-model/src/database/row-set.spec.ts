import { Parameters } from './parameters.ts';
import { arraysOf, excludedOf, namesOf, unnestOf, type Column } from './row-set.ts';

interface Row {
  readonly id: string;
  readonly count: number | null;
}

const columns: readonly Column<Row>[] = [
  { name: 'id', type: 'text', of: row => row.id },
  { name: 'count', type: 'int8', of: row => row.count },
];

describe('rows as a table in SQL', () => {
  it('name their columns and types once', () => {
    expect(namesOf(columns)).toBe('id, count');
    expect(unnestOf(columns)).toBe('unnest($1::text[], $2::int8[]) as r (id, count)');
    expect(excludedOf(columns)).toBe('id = excluded.id, count = excluded.count');
  });

  it('can stand behind other parameters', () => {
    expect(unnestOf(columns, 4)).toBe('unnest($4::text[], $5::int8[]) as r (id, count)');
  });

  it('are sent as one array for each column, each element with its length', () => {
    const [ids, counts] = arraysOf(columns, [
      { id: 'é', count: 7 },
      { id: '', count: null },
    ]);
    expect(ids?.subarray(20).toString('hex')).toBe('00000002c3a900000000');
    expect(counts?.subarray(20).toString('hex')).toBe('000000080000000000000007ffffffff');
    expect(ids?.readInt32BE(12)).toBe(2);
  });

  it('are sent without dimensions when there are none', () => {
    expect(arraysOf(columns, []).map(buffer => buffer.readInt32BE(0))).toEqual([0, 0]);
  });
});

it('numbers the parameters of a statement as they are added', () => {
  const parameters = new Parameters();
  expect([parameters.add('a'), parameters.add(null), parameters.add([1])]).toEqual(['$1', '$2', '$3']);
  expect(parameters.values).toEqual(['a', null, [1]]);
});
