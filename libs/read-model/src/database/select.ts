import type { ReadModel } from '../read-model.ts';
import { explained } from './failure.ts';

/** Runs one statement outside of any transaction of ours and gives its rows; the caller answers for their type. Throws DatabaseUnavailable. */
export const select = async <Row>(model: ReadModel, text: string, values: readonly unknown[] = []): Promise<Row[]> => {
  const runner = model.dataSource.createQueryRunner();
  try {
    const { records } = await runner.query(text, [...values], true);
    return records as Row[];
  } catch (error) {
    throw explained(error);
  } finally {
    await runner.release();
  }
};
