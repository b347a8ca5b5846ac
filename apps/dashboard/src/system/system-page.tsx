import type { ReactNode } from 'react';

export const SystemPage = (): ReactNode => <h1>system</h1>;
