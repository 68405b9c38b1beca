import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts the specs of the templates first: they train for minutes, and begun last they would keep one core idle. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const trains = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/templates/');
    return [...sorted.filter(trains), ...sorted.filter((file) => !trains(file))];
  }
}
