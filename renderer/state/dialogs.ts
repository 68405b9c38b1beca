import { create } from 'zustand';

export type DialogName = 'open' | 'save-as' | 'versions' | 'export' | 'shortcuts' | 'about' | 'search';

/** The dialog that is open, one at a time. */
export const useDialog = create<{ readonly open: DialogName | null }>(() => ({ open: null }));

export const showDialog = (open: DialogName): void => useDialog.setState({ open });
export const closeDialog = (): void => useDialog.setState({ open: null });
