import type { ReactNode } from 'react';
import { DeadLetters } from './dead-letters.tsx';
import { GenerationsSheet } from './generations.tsx';
import { ReadinessSheet } from './readiness.tsx';
import { ThroughputSheet } from './throughput.tsx';
import './system-page.css';

/** How the service itself does: readiness, throughput, and what it could not take. */
export const SystemPage = (): ReactNode => (
  <div className="system">
    <h1>System</h1>
    <ReadinessSheet />
    <ThroughputSheet />
    <GenerationsSheet />
    <DeadLetters />
  </div>
);
