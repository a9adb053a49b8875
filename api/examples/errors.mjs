// A name that does not exist: the answer says so, and which name comes nearest.
const response = await fetch("http://127.0.0.1:8000/api/v1/measures?group=rural-wimen");
if (!response.ok) {
  const problem = await response.json();
  console.log(problem.status, problem.type, problem.nearest[0]);
}
