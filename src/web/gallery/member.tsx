export default function MemberGallery() {
  return null
}
