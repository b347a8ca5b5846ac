import { missingHeadings, missingPaths, sizeFaults } from './findings.mjs';

describe('checks of documents and sizes', () => {
  it('finds named paths that are not there, each once, and ignores other code words', () => {
    const page =
      'See `libs/domain/src/gone.ts`, `libs/domain`, `npm test`, `pump.alerts.v1`, `CHANGELOG.md` and `libs/domain/src/gone.ts`.';
    expect(missingPaths(page, path => path === 'libs/domain')).toEqual(['libs/domain/src/gone.ts', 'CHANGELOG.md']);
  });

  it('finds headings that a decision record lacks', () => {
    expect(missingHeadings('# 1 Title\n\n## Context\nx\n\n## Decision\ny\n')).toEqual(['Consequences']);
    expect(missingHeadings('## Context\n## Decision\n## Consequences\n')).toEqual([]);
  });

  it('names files over the limit, and a median or long tail that has grown', () => {
    const files = (lines: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ path: `f${index}.ts`, lines }));
    expect(sizeFaults([...files(80, 96), ...files(190, 4)])).toEqual([]);
    expect(sizeFaults([...files(80, 99), { path: 'long.ts', lines: 201 }])).toEqual([
      'long.ts has 201 lines (200 at most)',
    ]);
    expect(sizeFaults(files(95, 10))).toHaveLength(1);
    expect(sizeFaults([...files(80, 90), ...files(190, 10)])).toHaveLength(1);
  });
});
