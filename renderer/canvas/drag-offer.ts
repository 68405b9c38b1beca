/** What a drag from the palette carries: the id of an offer. */
export const OFFER = 'application/x-genloom-offer';
