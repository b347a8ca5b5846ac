import type { ReactNode } from 'react';

interface TileProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
  readonly wide?: boolean;
}

/** One fact of the header: its name, the state, and what stands behind it. */
export const Tile = ({ title, children, detail, wide = false }: TileProps): ReactNode => (
  <div className={wide ? 'tile tile-wide' : 'tile'}>
    <dt>{title}</dt>
    <dd>
      <span className="tile-main">{children}</span>
      {detail === undefined || detail === '' ? null : <div className="tile-detail">{detail}</div>}
    </dd>
  </div>
);
