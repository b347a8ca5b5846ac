import type { ReactNode } from 'react';
import { levelWords, type Levels } from './level-words.ts';
import './level-bar.css';

/** The reservoir at a glance: how full by the pump's account, where the low mark is, and between what the true volume is estimated (p10–p90). */
export const LevelBar = ({ levels }: { readonly levels: Levels }): ReactNode => {
  const { capacityNl, lowReservoirNl, computedLevelNl, estimate } = levels;
  const words = levelWords(levels);
  if (capacityNl === null || capacityNl === 0) return <span className="level-bar level-bar-empty" role="img" aria-label={words} />;
  const share = (nl: number): number => Math.min(100, (100 * nl) / capacityNl);
  return (
    <svg className="level-bar" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label={words}>
      <rect className="level-ground" x="0" y="2" width="100" height="10" />
      {computedLevelNl === null ? null : <rect className="level-fill" x="0" y="2" width={share(computedLevelNl)} height="10" />}
      {estimate === null ? null : (
        <rect className="level-band" x={share(estimate.p10Nl)} y="5" width={Math.max(1, share(estimate.p90Nl) - share(estimate.p10Nl))} height="4" />
      )}
      {lowReservoirNl === null ? null : <line className="level-low" x1={share(lowReservoirNl)} x2={share(lowReservoirNl)} y1="0" y2="14" />}
    </svg>
  );
};
