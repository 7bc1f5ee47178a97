/** How many pages a list has; an empty one has one. */
export const pageCount = (total: number, size: number) => Math.max(1, Math.ceil(total / size));
