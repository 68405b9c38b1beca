/** As much of React's tree as is read here. */
interface Fiber {
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly flags: number;
  /** The component as it was written, `memo` included. */
  readonly elementType: unknown;
  readonly key: string | null;
  readonly memoizedProps: unknown;
}

/** React marks what it drew in a commit with this flag. */
const DREW = 1;

const drawn: { readonly component: unknown; readonly props: unknown }[] = [];

/*
 * React tells its developer tools of every commit; this takes their place, so that components can be counted as they are, without
 * anything in them. It must be imported before React is.
 */
Object.assign(globalThis, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: {
    isDisabled: false,
    supportsFiber: true,
    checkDCE: () => undefined,
    inject: () => 1,
    onCommitFiberUnmount: () => undefined,
    onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => note(root.current),
  },
});

/** What was drawn in the last commit stands in the parts of the tree that are other objects than before. */
function note(fiber: Fiber): void {
  const before = fiber.alternate;
  if (before === null || (fiber.flags & DREW) !== 0)
    drawn.push({ component: fiber.elementType, props: fiber.memoizedProps });
  if (before !== null && before.child === fiber.child) return;
  for (let child = fiber.child; child; child = child.sibling) note(child);
}

/** Forgets what was drawn until now. */
export const forgetRenders = (): void => void drawn.splice(0);

/** How often a component was drawn since `forgetRenders`. */
export const rendersOf = (component: unknown): number =>
  drawn.filter((one) => one.component === component).length;

/** With which of its props, such as the id of a card. */
export const propsDrawn = (component: unknown, prop: string): readonly unknown[] =>
  drawn.flatMap((one) =>
    one.component === component ? [(one.props as Readonly<Record<string, unknown>>)[prop]] : [],
  );
