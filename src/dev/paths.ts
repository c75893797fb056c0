export const mailPath = (id: string): string => `/dev/mail/${id}`;
export const mailAttachmentPath = (id: string, index: number): string => `/dev/mail/${id}/attachments/${index}`;
