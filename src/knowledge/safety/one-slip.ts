/**
 * Whether a typed word is the wanted one with one letter missing, added, changed or swapped with its neighbour. `isOpen`: any
 * ending may follow.
 */
export function isOneSlip(wanted: string, typed: string, isOpen: boolean): boolean {
  let same = 0;
  while (same < wanted.length && wanted[same] === typed[same]) same += 1;
  const rest = wanted.slice(same);
  const fits = (left: string, from: number): boolean => {
    const end = typed.slice(from);
    return isOpen ? end.startsWith(left) : end === left;
  };
  return (
    fits(rest.slice(1), same + 1) ||
    fits(rest.slice(1), same) ||
    fits(rest, same + 1) ||
    (rest.length >= 2 && typed[same] === rest[1] && typed[same + 1] === rest[0] && fits(rest.slice(2), same + 2))
  );
}
