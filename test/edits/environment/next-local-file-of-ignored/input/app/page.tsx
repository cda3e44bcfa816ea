export default function Page() { return <p>lamp</p>; }
