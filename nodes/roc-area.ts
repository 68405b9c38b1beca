/**
 * The area under the ROC curve, by ranks (Mann & Whitney's U): the share of pairs in which the wanted one scores higher,
 * ties counted half. Half where there is only one kind.
 * @param wanted above one half: of the wanted kind
 */
export function areaUnderRoc(scores: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let [ranks, positives] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    // Equal scores share the mean of their ranks, from + 1 to `to`.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++)
      if (wanted[order[i]!]! > 0.5) {
        ranks += rank;
        positives++;
      }
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return 0.5;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}
